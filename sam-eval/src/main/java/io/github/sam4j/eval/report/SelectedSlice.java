// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import io.github.sam4j.eval.result.Series;
import io.github.sam4j.eval.result.SliceId;
import io.github.sam4j.eval.result.SliceRecord;
import io.github.sam4j.metrics.statistics.SliceTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A slice that was selected for a gallery.
 *
 * @param series whose outcome is shown, of clicks the one with the most
 */
record SelectedSlice(Series series, SliceId slice, Rank rank, SliceTable.Outcome outcome) {
  private static final int PER_RANK = 3;

  /** The part of the ranking by Dice. */
  enum Rank {
    BEST("Best"),
    MEDIAN("Median"),
    WORST("Worst");

    private final String title;

    Rank(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /**
   * Selects the slices with the highest Dice, around the median, and with the lowest, no slice
   * twice. Of equal Dice the larger object comes first among the best and among the worst, since it
   * is more informative.
   */
  static List<SelectedSlice> of(SeriesOutcomes scores) {
    List<SliceTable.Outcome> falling = sorted(scores, -1);
    List<SliceTable.Outcome> best = falling.stream().limit(PER_RANK).toList();
    List<SliceTable.Outcome> worst = sorted(scores, 1).stream()
        .filter(outcome -> !best.contains(outcome))
        .limit(PER_RANK)
        .toList();
    List<SliceTable.Outcome> between = falling.stream()
        .filter(outcome -> !best.contains(outcome) && !worst.contains(outcome))
        .toList();
    int from = Math.max(0, (between.size() - PER_RANK) / 2);
    List<SelectedSlice> selected = new ArrayList<>();
    add(selected, scores, Rank.BEST, best);
    add(
        selected,
        scores,
        Rank.MEDIAN,
        between.subList(from, Math.min(between.size(), from + PER_RANK)));
    add(selected, scores, Rank.WORST, worst);
    return selected;
  }

  private static List<SliceTable.Outcome> sorted(SeriesOutcomes scores, int sign) {
    return scores.outcomes().stream()
        .sorted(Comparator.comparingDouble((SliceTable.Outcome o) -> sign * SeriesOutcomes.dice(o))
            .thenComparingLong(o -> -SeriesOutcomes.objectPixels(o)))
        .toList();
  }

  private static void add(
      List<SelectedSlice> selected,
      SeriesOutcomes scores,
      Rank rank,
      List<SliceTable.Outcome> outcomes) {
    outcomes.forEach(outcome ->
        selected.add(new SelectedSlice(scores.series(), scores.slice(outcome), rank, outcome)));
  }

  /** Returns the index of the score that is shown: with clicks, that after the last one. */
  int scoreIndex(SliceRecord slice) {
    return IntStream.range(0, slice.scores().size())
        .filter(i -> isShown(slice.scores().get(i).series()))
        .boxed()
        .max(Comparator.comparingInt(i -> slice.scores().get(i).series().clicks()))
        .orElseThrow();
  }

  private boolean isShown(Series other) {
    return other.withClicks(series.clicks()).equals(series)
        && (other.clicks() > 0) == (series.clicks() > 0);
  }
}
