// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import static io.github.sam4j.eval.internal.table.Format.REPORT_COUNT;
import static io.github.sam4j.eval.internal.table.Format.REPORT_PERCENT;
import static io.github.sam4j.eval.internal.table.Format.REPORT_SCORE;

import java.util.List;

/** Everything about one data set. */
final class TaskSection {
  private final TaskScores task;
  private final int number;
  private final Galleries galleries;

  /**
   * Prepares a section.
   *
   * @param number of the task on the page, from 1
   */
  TaskSection(TaskScores task, int number, Galleries galleries) {
    this.task = task;
    this.number = number;
    this.galleries = galleries;
  }

  /** Returns the address of a task within the page. */
  static String anchor(int number) {
    return "task-" + number;
  }

  void addTo(Html html) {
    html.open("section", "class", "task", "id", anchor(number)).line();
    html.open("h2").element("bdi", task.task().name()).close();
    html.element("p", counts(), "class", "counts").line();
    List<ObjectScores> objects = task.objects();
    if (objects.stream().allMatch(object -> object.series().isEmpty())) {
      html.element(
          "p",
          task.task().failures().size() == task.slices()
              ? "All slices failed; there is nothing to score."
              : task.task().showsObjects()
                  ? "No protocol had anything to ask about the objects that slices show, so nothing "
                      + "was scored: some leave out small objects."
                  : "No slice shows an object; there is nothing to score.",
          "class",
          "nothing");
      html.close().line();
      return;
    }
    html.open("div", "class", "objects");
    if (objects.size() > 1) {
      choice(html, objects);
    }
    for (int i = 0; i < objects.size(); i++) {
      html.open("div", "class", objects.size() > 1 ? "panel q" + i : "panel only")
          .line();
      object(html, objects.get(i), i);
      html.close().line();
    }
    html.close().close().line();
  }

  private String counts() {
    return Labels.count(task.cases(), "volume", "volumes") + ", "
        + Labels.count(task.slices(), "slice", "slices")
        + (task.task().failures().isEmpty()
            ? ""
            : ", of which " + REPORT_COUNT.text(task.task().failures().size()) + " failed");
  }

  private void choice(Html html, List<ObjectScores> objects) {
    for (int i = 0; i < objects.size(); i++) {
      Html label = new Html().element("bdi", objects.get(i).name());
      html.choice(anchor(number) + "-object", i, "p" + i, label);
    }
    html.line();
  }

  private void object(Html html, ObjectScores scores, int index) {
    html.open("h3").element("bdi", Labels.heading(scores.name())).close().line();
    if (scores.series().isEmpty()) {
      html.element("p", "No slice shows it; there is nothing to score.", "class", "nothing");
      return;
    }
    headlines(html, scores);
    ScoreTables.addTo(html, scores);
    PublishedTable.addTo(html, scores.rows(), scores.run());
    html.open("div", "class", "plots").line();
    BoxPlot.of(scores).addTo(html);
    Histogram.of(scores).addTo(html);
    SizePlot.of(scores).addTo(html);
    PositionPlot.of(scores).ifPresent(figure -> figure.addTo(html));
    if (!scores.clickCurves().isEmpty()) {
      ClickPlot.of(scores).addTo(html);
    }
    html.close().line();
    galleries.addTo(html, anchor(number) + "-gallery-" + index, scores.galleries());
  }

  private static void headlines(Html html, ObjectScores scores) {
    html.open("ul", "class", "headlines");
    scores.representatives().forEach(each -> {
      html.open("li");
      html.open("span", "class", "what").element("bdi", each.name()).close();
      html.open("span", "class", "big").text(REPORT_SCORE.text(each.dice().mean()));
      html.element("small", " mean Dice").close();
      html.element("span", "median " + REPORT_SCORE.text(each.dice().median()), "class", "more");
      scores
          .detecting(each)
          .ifPresent(other -> html.element("span", detected(each, other), "class", "more"));
      if (each.description().promptsFromTruth()) {
        html.element("span", "prompts made from the truth", "class", "more");
      }
      if (each.selection().usesTruth()) {
        html.element("span", Labels.MARK + " chosen with the truth", "class", "more");
      }
      html.close();
    });
    html.close().line();
  }

  private static String detected(SeriesOutcomes representative, SeriesOutcomes detecting) {
    return "detected " + REPORT_PERCENT.text(detecting.detectedFraction())
        + (detecting.equals(representative) ? "" : " by " + detecting.selectionName());
  }
}
