// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import static io.github.sam4j.eval.internal.table.Format.NAME;
import static io.github.sam4j.eval.internal.table.Format.REPORT_COUNT;
import static io.github.sam4j.eval.internal.table.Format.REPORT_PERCENT;
import static io.github.sam4j.eval.internal.table.Format.REPORT_SCORE;

import io.github.sam4j.eval.internal.table.Columns;
import io.github.sam4j.eval.protocol.Protocol;
import io.github.sam4j.eval.result.LabelWarning;
import io.github.sam4j.eval.result.RunDescription;
import io.github.sam4j.eval.result.RunResult;
import io.github.sam4j.eval.result.RunSummary;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What was run, on what, and what went wrong. */
final class RunSection {
  private final RunSummary summary;
  private final List<TaskScores> tasks;
  private final RunDescription description;
  private final List<String> skipped;
  private final List<String> warnings;

  RunSection(RunSummary summary, List<TaskScores> tasks, RunResult run) {
    this.summary = summary;
    this.tasks = tasks;
    this.description = run.description();
    this.skipped = run.skipped();
    this.warnings = run.warnings().stream().map(LabelWarning::message).toList();
  }

  /** Returns the title of the page. */
  String title() {
    return tasks.size() == 1
        ? tasks.get(0).task().name()
        : Labels.count(tasks.size(), "data set", "data sets");
  }

  void addTo(Html html) {
    html.open("section", "class", "run", "id", "run").line();
    html.element("p", "Segment Anything on radiology images", "class", "eyebrow");
    html.open("h1").element("bdi", title()).close().line();
    html.element(
        "p",
        (Sources.sentence(protocols()) + " Papers leave choices open; those made here are listed "
                + "below. Published figures come from the models and the data of their papers.")
            .strip(),
        "class",
        "lede");
    facts(html);
    ReadingGuide.addTo(html, description.namesOfOracles());
    overview(html);
    map(
        html,
        "Choices of the protocols",
        description.options(),
        "",
        "class",
        "map",
        "open",
        "open");
    map(html, "Model", description.model(), "", "class", "map");
    // stays folded on paper, where the note replaces it
    String checksum = "of all: " + description.dataChecksum();
    map(html, "Data, by SHA-256 of each file", description.data(), checksum, "class", "map long");
    map(html, "Environment", description.environment(), "", "class", "map");
    problems(html);
    html.close().line();
  }

  private Set<Protocol.Description> protocols() {
    return summary.table().rows().stream()
        .map(row -> description.protocol(row.series().protocol()))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Several data sets side by side, each by one selection of every protocol. */
  private void overview(Html html) {
    if (tasks.size() < 2) {
      return;
    }
    List<SeriesOutcomes> representatives = tasks.stream()
        .flatMap(task -> task.objects().stream().limit(1))
        .flatMap(object -> object.representatives().stream())
        .toList();
    html.table(new Columns<SeriesOutcomes>()
        .add("Data set", NAME, each -> each.series().task())
        .addAll("", each -> each, SeriesOutcomes.NAMES)
        .add("Slices", REPORT_COUNT, SeriesOutcomes::size)
        .add("Detected", REPORT_PERCENT, SeriesOutcomes::detectedFraction)
        .add("Dice mean", REPORT_SCORE, each -> each.dice().mean())
        .add("Median", REPORT_SCORE, each -> each.dice().median())
        .table("One selection of each protocol, all labels together", representatives));
  }

  private void facts(Html html) {
    html.open("dl", "class", "facts");
    fact(html, "Data sets", tasks.size(), false);
    fact(html, "Volumes", tasks.stream().mapToInt(TaskScores::cases).sum(), false);
    fact(html, "Slices", tasks.stream().mapToInt(TaskScores::slices).sum(), false);
    int failures = summary.failures().size();
    fact(html, "Failed slices", failures, failures > 0);
    fact(html, "Skipped files", skipped.size(), !skipped.isEmpty());
    if (!warnings.isEmpty()) {
      fact(html, "Warnings", warnings.size(), true);
    }
    String model = description.model().get("name");
    if (model != null) {
      fact(html, "Model", model, false);
    }
    html.close().line();
  }

  private static void fact(Html html, String name, int count, boolean warns) {
    fact(html, name, REPORT_COUNT.text(count), warns);
  }

  private static void fact(Html html, String name, String value, boolean warns) {
    html.open("div", "class", warns ? "warns" : "plain");
    html.element("dt", name).open("dd").element("bdi", value).close().close();
  }

  /**
   * Adds a folded map; nothing if it is empty.
   *
   * @param note shown beside the title
   * @param attributes of the element
   */
  private static void map(
      Html html, String title, Map<String, String> map, String note, String... attributes) {
    if (map.isEmpty()) {
      return;
    }
    summary(html.open("details", attributes), title, map.size());
    if (!note.isEmpty()) {
      html.text(" ").element("span", note, "class", "badge sum");
    }
    html.close().open("dl").line();
    map.forEach((name, value) -> {
      html.open("div").open("dt").element("bdi", name).close();
      html.open("dd").element("bdi", value).close().close().line();
    });
    html.close().close().line();
  }

  /** Opens the visible line of a folded element. */
  private static void summary(Html html, String title, int count) {
    html.open("summary").text(title + " ");
    html.element("span", REPORT_COUNT.text(count), "class", "badge");
  }

  private void problems(Html html) {
    list(
        html,
        "Failed slices",
        summary.failures().entrySet().stream()
            .map(failure -> failure.getKey() + ": " + failure.getValue())
            .toList());
    list(html, "Skipped files", skipped);
    list(html, "Warnings about labels", warnings);
  }

  private static void list(Html html, String title, List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    summary(html.open("details", "class", "problems"), title, lines.size());
    html.close();
    html.open("ul").line();
    lines.forEach(line -> html.open("li").element("bdi", line).close().line());
    html.close().close().line();
  }
}
