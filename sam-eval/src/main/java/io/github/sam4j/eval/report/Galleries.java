// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import io.github.sam4j.eval.report.HtmlReport.SliceImages;
import io.github.sam4j.eval.result.RunResult;
import io.github.sam4j.eval.result.SliceId;
import io.github.sam4j.eval.result.SliceRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The best, median and worst slices of every object, drawn in a second pass over the run. */
final class Galleries {
  private final Map<SelectedSlice, String> cards;

  private Galleries(Map<SelectedSlice, String> cards) {
    this.cards = cards;
  }

  /**
   * Draws everything; of all masks only those of one slice are in memory.
   *
   * @throws IOException if the run can't be read
   */
  static Galleries of(List<TaskScores> tasks, RunResult run, SliceImages images)
      throws IOException {
    Map<SliceId, List<SelectedSlice>> selections = new HashMap<>();
    for (TaskScores task : tasks) {
      for (ObjectScores object : task.objects()) {
        object.galleries().stream()
            .flatMap(g -> SelectedSlice.of(g).stream())
            .forEach(selected -> selections
                .computeIfAbsent(selected.slice(), key -> new ArrayList<>())
                .add(selected));
      }
    }
    Map<SelectedSlice, String> cards = new HashMap<>();
    try (Stream<SliceRecord> slices = run.slices()) {
      slices.forEach(slice -> {
        for (SelectedSlice selected : selections.getOrDefault(slice.slice(), List.of())) {
          cards.put(selected, GalleryCard.of(selected, slice, images));
        }
      });
    }
    return new Galleries(cards);
  }

  /**
   * Adds the galleries of an object, of which one is shown at a time.
   *
   * @param name begins the ids
   * @param galleries what they show, at least one
   */
  void addTo(Html html, String name, List<SeriesOutcomes> galleries) {
    html.open("section", "class", "gallery");
    html.element("h4", "Best, median and worst slices");
    html.open("div", "class", "views");
    if (galleries.size() > 1) {
      for (int i = 0; i < galleries.size(); i++) {
        Html label = new Html().element("bdi", galleries.get(i).protocol());
        html.choice(name, i, "g" + i, label);
      }
    }
    for (int i = 0; i < galleries.size(); i++) {
      html.open("div", "class", galleries.size() > 1 ? "view v" + i : "view only");
      view(html, galleries.get(i));
      html.close().line();
    }
    html.close().close().line();
  }

  private void view(Html html, SeriesOutcomes scores) {
    html.open("p", "class", "legend");
    sample(html, "truth", "ground truth");
    sample(html, "prediction", "prediction");
    html.open("span", "class", "of").text("by Dice of ");
    html.element("bdi", scores.name()).close();
    html.close().line();
    Map<SelectedSlice.Rank, List<SelectedSlice>> ranks = new LinkedHashMap<>();
    SelectedSlice.of(scores)
        .forEach(selected ->
            ranks.computeIfAbsent(selected.rank(), rank -> new ArrayList<>()).add(selected));
    html.open("div", "class", "ranks");
    ranks.forEach((rank, slices) -> {
      html.open("section", "class", "rank").element("h5", rank.title());
      html.open("div", "class", "cards").line();
      slices.forEach(selected -> html.raw(cards.getOrDefault(selected, "")));
      html.close().close().line();
    });
    html.close().line();
  }

  private static void sample(Html html, String kind, String name) {
    html.open("span", "class", "key");
    html.open("svg", "viewBox", "0 0 44 12", "class", "line", "aria-hidden", "true");
    html.open("g", "class", kind);
    html.empty("path", "class", "halo", "d", "M2 6h40").empty("path", "d", "M2 6h40");
    html.close().close().text(name).close();
  }
}
