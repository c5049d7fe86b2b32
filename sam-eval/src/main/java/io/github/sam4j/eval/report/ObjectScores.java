// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import io.github.sam4j.eval.dataset.Dataset;
import io.github.sam4j.eval.result.RunDescription;
import io.github.sam4j.eval.result.ScoreTable;
import io.github.sam4j.eval.result.ScoreTable.ClickCurve;
import io.github.sam4j.eval.result.ScoreTable.NumberOfClicks;
import io.github.sam4j.eval.result.Series;
import io.github.sam4j.metrics.selection.MaskSelection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All scores of one object of a task.
 *
 * @param name of the object
 * @param run describes the protocols
 * @param series what plots compare, in the order of the run; none without a slice
 * @param rows of the table, in the order of the run
 */
record ObjectScores(
    String name,
    RunDescription run,
    List<SeriesOutcomes> series,
    List<ScoreTable.Row> rows,
    List<ClickCurve> clickCurves,
    List<NumberOfClicks> numbersOfClicks) {
  private static final List<MaskSelection> BEST = List.of(MaskSelection.bestIou());
  private static final List<MaskSelection> BEST_IF_OVERLAP =
      List.of(MaskSelection.bestIouIfOverlap());

  /** Returns whether this is all labels together. */
  boolean isForeground() {
    return name.equals(Dataset.FOREGROUND);
  }

  /** Returns the name of the selection of a series, marked if it uses the truth. */
  String marked(Series other) {
    return Labels.marked(run.selection(other));
  }

  /** Returns one series of each protocol: the best mask by IoU, or else its first selection. */
  List<SeriesOutcomes> representatives() {
    Map<String, SeriesOutcomes> representatives = new LinkedHashMap<>();
    for (SeriesOutcomes each : series) {
      representatives.merge(each.protocol(), each, (a, b) -> !isBest(a) && isBest(b) ? b : a);
    }
    return List.copyOf(representatives.values());
  }

  /**
   * Returns the series whose detected fraction represents a protocol: the given one, or if it
   * always chooses something, another one of its protocol; empty if all do.
   */
  Optional<SeriesOutcomes> detecting(SeriesOutcomes representative) {
    if (!Double.isNaN(representative.detectedFraction())) {
      return Optional.of(representative);
    }
    List<SeriesOutcomes> others = series.stream()
        .filter(c -> c.protocol().equals(representative.protocol()))
        .filter(c -> !Double.isNaN(c.detectedFraction()))
        .toList();
    return others.stream()
        .filter(c -> c.selection().isOneOf(BEST_IF_OVERLAP))
        .findFirst()
        .or(() -> others.stream().findFirst());
  }

  /**
   * Returns what the galleries show: all representatives of the foreground, and of a label the
   * first only, as pictures make most of a page.
   */
  List<SeriesOutcomes> galleries() {
    return representatives().stream()
        .sorted(Comparator.comparingInt(ObjectScores::place))
        .limit(isForeground() ? Long.MAX_VALUE : 1)
        .toList();
  }

  /** Protocols without prompts come first, then those of which the best mask is shown. */
  private static int place(SeriesOutcomes scores) {
    return !scores.description().promptsFromTruth() ? 0 : isBest(scores) ? 1 : 2;
  }

  private static boolean isBest(SeriesOutcomes scores) {
    return scores.selection().isOneOf(BEST);
  }
}
