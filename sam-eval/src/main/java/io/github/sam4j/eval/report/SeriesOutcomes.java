// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import io.github.sam4j.eval.internal.table.Columns;
import io.github.sam4j.eval.internal.table.Format;
import io.github.sam4j.eval.protocol.Protocol;
import io.github.sam4j.eval.result.RunDescription;
import io.github.sam4j.eval.result.Series;
import io.github.sam4j.eval.result.SliceId;
import io.github.sam4j.metrics.statistics.SliceTable;
import io.github.sam4j.metrics.statistics.Summary;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The unit that plots and galleries compare: a series and its outcomes on the slices that show the
 * object. Where a protocol adds clicks one by one, these are the outcomes after the last click of
 * each slice; the series of one number of clicks would have those slices only that needed so many.
 *
 * @param series of clicks the one with the most
 * @param description of the protocol
 * @param selection of the series
 * @param sliceCounts number of slices of each volume
 * @param dice of every slice, in {@code [0, 1]}
 */
record SeriesOutcomes(
    Series series,
    Protocol.Description description,
    Protocol.Selection selection,
    List<SliceTable.Outcome> outcomes,
    Map<String, Integer> sliceCounts,
    Summary dice) {
  /** The columns of tables that name each series. */
  static final Columns<SeriesOutcomes> NAMES = new Columns<SeriesOutcomes>()
      .add("Protocol", Format.NAME, SeriesOutcomes::protocol)
      .add("Selection", Format.NAME, SeriesOutcomes::selectionName);

  static SeriesOutcomes of(
      RunDescription run,
      Series series,
      List<SliceTable.Outcome> outcomes,
      Map<String, Integer> sliceCounts) {
    double[] dice = outcomes.stream().mapToDouble(SeriesOutcomes::dice).toArray();
    return new SeriesOutcomes(
        series,
        run.protocol(series.protocol()),
        run.selection(series),
        outcomes,
        sliceCounts,
        Summary.of(dice));
  }

  String protocol() {
    return series.protocol();
  }

  /** Returns the protocol and the selection. */
  String name() {
    return protocol() + " · " + selectionName();
  }

  /** Returns the selection, marked as an oracle, and that it is the last click where any are. */
  String selectionName() {
    return Labels.marked(selection) + (series.clicks() > 0 ? ", last click" : "");
  }

  /** Returns the number of slices that show the object. */
  int size() {
    return outcomes.size();
  }

  /** Returns the slice of an outcome. */
  SliceId slice(SliceTable.Outcome outcome) {
    int count = Objects.requireNonNull(
        sliceCounts.get(outcome.volume()), "a volume with outcomes has slices");
    return new SliceId(series.task(), outcome.volume(), outcome.slice(), count);
  }

  static double dice(SliceTable.Outcome outcome) {
    return outcome.overlap().dice();
  }

  /** Returns the number of pixels of the object on a slice, at least 1. */
  static long objectPixels(SliceTable.Outcome outcome) {
    return outcome.overlap().referenceCount();
  }

  /** Returns the share of slices where something was chosen; NaN if that is so by definition. */
  double detectedFraction() {
    int detected = (int) outcomes.stream().filter(SliceTable.Outcome::selected).count();
    return Labels.detected(selection, detected, size());
  }
}
