// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.result;

import io.github.sam4j.eval.protocol.ClicksToTarget;
import io.github.sam4j.eval.result.ScoreTable.ClickCurve;
import io.github.sam4j.eval.result.ScoreTable.NumberOfClicks;
import io.github.sam4j.metrics.IouThreshold;
import io.github.sam4j.metrics.Overlap;
import io.github.sam4j.metrics.statistics.SliceTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** The series that differ in their number of clicks only, sample by sample. */
final class ClickFamily {
  private final Series last;
  /** For each sample the outcomes by number of clicks. */
  private final Collection<NavigableMap<Integer, SliceTable.Outcome>> samples;

  private ClickFamily(Series last, Collection<NavigableMap<Integer, SliceTable.Outcome>> samples) {
    this.last = last;
    this.samples = samples;
  }

  private record Sample(String volume, int slice) {}

  /**
   * Returns the families of all series with clicks, in the order of their first series, by that
   * series with one click.
   */
  static Map<Series, ClickFamily> of(List<SeriesScores> all) {
    Map<Series, List<SeriesScores>> members = new LinkedHashMap<>();
    for (SeriesScores scores : all) {
      if (scores.series().clicks() > 0) {
        members
            .computeIfAbsent(scores.series().withClicks(1), series -> new ArrayList<>())
            .add(scores);
      }
    }
    Map<Series, ClickFamily> families = new LinkedHashMap<>();
    members.forEach((series, family) -> families.put(series, family(family)));
    return families;
  }

  private static ClickFamily family(List<SeriesScores> members) {
    Map<Sample, NavigableMap<Integer, SliceTable.Outcome>> samples = new LinkedHashMap<>();
    int most = 0;
    for (SeriesScores scores : members) {
      int clicks = scores.series().clicks();
      most = Math.max(most, clicks);
      for (SliceTable.Outcome outcome : scores.slices().outcomes()) {
        if (outcome.positive()) {
          samples
              .computeIfAbsent(
                  new Sample(outcome.volume(), outcome.slice()), sample -> new TreeMap<>())
              .put(clicks, outcome);
        }
      }
    }
    return new ClickFamily(members.get(0).series().withClicks(most), samples.values());
  }

  ClickCurve curve() {
    List<ClickCurve.Point> points = new ArrayList<>();
    for (int clicks = 1; clicks <= last.clicks(); clicks++) {
      int number = clicks;
      points.add(new ClickCurve.Point(
          clicks,
          (int) samples.stream().filter(sample -> sample.containsKey(number)).count(),
          mean(sample -> after(sample, number).dice()),
          mean(sample -> after(sample, number).iou())));
    }
    return new ClickCurve(last, samples.size(), points);
  }

  /** Returns the series of the most clicks. */
  Series last() {
    return last;
  }

  /** Returns the outcome of each sample after its last click. */
  List<SliceTable.Outcome> finalOutcomes() {
    return samples.stream().map(sample -> sample.lastEntry().getValue()).toList();
  }

  /** Returns the overlap after some clicks: before the first one nothing is predicted. */
  private static Overlap after(NavigableMap<Integer, SliceTable.Outcome> sample, int clicks) {
    Map.Entry<Integer, SliceTable.Outcome> latest = sample.floorEntry(clicks);
    return latest == null
        ? new Overlap(0, 0, sample.firstEntry().getValue().overlap().referenceCount(), 0)
        : latest.getValue().overlap();
  }

  /** Returns the clicks to each target. */
  List<NumberOfClicks> targets() {
    return ClicksToTarget.TARGETS.stream().map(this::target).toList();
  }

  private NumberOfClicks target(IouThreshold target) {
    return new NumberOfClicks(
        last.withClicks(ClicksToTarget.MAX_CLICKS),
        target,
        mean(sample -> needed(sample, target)),
        samples.size(),
        (int) samples.stream().filter(sample -> !reaches(sample, target)).count());
  }

  private static int needed(NavigableMap<Integer, SliceTable.Outcome> sample, IouThreshold target) {
    return sample.entrySet().stream()
        .filter(entry -> target.accepts(entry.getValue().overlap()))
        .mapToInt(Map.Entry::getKey)
        .findFirst()
        .orElse(ClicksToTarget.MAX_CLICKS);
  }

  private static boolean reaches(
      NavigableMap<Integer, SliceTable.Outcome> sample, IouThreshold target) {
    return sample.values().stream().anyMatch(outcome -> target.accepts(outcome.overlap()));
  }

  private double mean(ToDoubleFunction<NavigableMap<Integer, SliceTable.Outcome>> score) {
    return samples.stream().mapToDouble(score).average().orElse(Double.NaN);
  }
}
