// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.run;

import io.github.sam4j.eval.protocol.ScoreKey;
import io.github.sam4j.eval.result.Series;
import io.github.sam4j.eval.result.SliceRecord;
import io.github.sam4j.eval.result.VolumeRecord;
import io.github.sam4j.image.Spacing;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.RunLengths;
import io.github.sam4j.mask.VoxelMask;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Stacks the masks of a volume and scores them in three dimensions, a series over the slices on
 * which it has a result; all others are empty in the truth and in the prediction. Where clicks on a
 * slice end early, the last prediction counts for all later numbers of clicks.
 */
final class VolumeScorer {
  private final JournalFormat.Planned volume;
  private final Spacing spacing;
  private final List<VolumeMetric> metrics;

  /** What was chosen on a slice, by the number of clicks. */
  private record Predictions(RunLengths truth, NavigableMap<Integer, RunLengths> byClicks) {
    /** Returns what was chosen after some clicks; empty before the first. */
    Optional<RunLengths> after(int clicks) {
      return Optional.ofNullable(byClicks.floorEntry(clicks)).map(Map.Entry::getValue);
    }
  }

  VolumeScorer(JournalFormat.Planned volume, Spacing spacing, List<VolumeMetric> metrics) {
    this.volume = volume;
    this.spacing = spacing;
    this.metrics = metrics;
  }

  /**
   * Scores every series that the slices have, in the order in which they first appear.
   *
   * @param beforeEachSeries may throw to cancel
   */
  VolumeRecord score(List<SliceRecord> slices, Runnable beforeEachSeries) {
    Map<Series, Map<Integer, Predictions>> families = new LinkedHashMap<>();
    Map<Series, Map<ScoreKey, Double>> scores = new LinkedHashMap<>();
    for (SliceRecord slice : slices) {
      for (int i = 0; i < slice.scores().size(); i++) {
        Series series = slice.scores().get(i).series();
        scores.put(series, Map.of());
        families
            .computeIfAbsent(series.withClicks(0), family -> new TreeMap<>())
            .computeIfAbsent(
                slice.slice().slice(),
                index -> new Predictions(
                    Objects.requireNonNull(slice.truths().get(series.object())), new TreeMap<>()))
            .byClicks()
            .put(series.clicks(), slice.masks().get(i));
      }
    }
    families.forEach((family, bySlice) -> {
      VoxelMask truth = stack(bySlice, slice -> Optional.of(slice.truth()));
      scores.replaceAll((series, scored) -> {
        if (!series.withClicks(0).equals(family)) {
          return scored;
        }
        beforeEachSeries.run();
        VoxelMask prediction = stack(bySlice, slice -> slice.after(series.clicks()));
        return VolumeMetric.score(metrics, truth, prediction, spacing);
      });
    });
    return new VolumeRecord(volume.task(), volume.caseId(), scores);
  }

  private VoxelMask stack(
      Map<Integer, Predictions> slices, Function<Predictions, Optional<RunLengths>> mask) {
    RunLengths any = slices.values().iterator().next().truth();
    Mask empty = Mask.empty(any.width(), any.height());
    Mask[] planes = Collections.nCopies(volume.sliceCount(), empty).toArray(Mask[]::new);
    slices.forEach(
        (index, slice) -> mask.apply(slice).ifPresent(runs -> planes[index] = runs.toMask()));
    return VoxelMask.ofPlanes(List.of(planes));
  }
}
