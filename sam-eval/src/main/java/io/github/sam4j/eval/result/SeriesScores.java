// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.result;

import io.github.sam4j.eval.protocol.ScoreKey;
import io.github.sam4j.eval.result.ScoreTable.Estimate;
import io.github.sam4j.eval.result.ScoreTable.VolumeScore;
import io.github.sam4j.eval.result.SliceRecord.SliceScore;
import io.github.sam4j.metrics.EmptyPolicy;
import io.github.sam4j.metrics.OverlapMetric;
import io.github.sam4j.metrics.statistics.Bootstrap;
import io.github.sam4j.metrics.statistics.SliceTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All scores of one series, and their rows in a table. */
final class SeriesScores {
  private final Series series;
  private final SliceTable slices;
  private final Map<ScoreKey, double[]> scores;

  private SeriesScores(Series series, SliceTable slices, Map<ScoreKey, double[]> scores) {
    this.series = series;
    this.slices = slices;
    this.scores = scores;
  }

  /** Collects the scores of one series. */
  static final class Collector {
    private final List<SliceTable.Outcome> outcomes = new ArrayList<>();
    private final Map<ScoreKey, List<Double>> scores = new HashMap<>();

    /** Adds a slice, of whose volume the name is shared by all its slices. */
    void add(String volume, SliceScore score) {
      SliceTable.Outcome outcome =
          new SliceTable.Outcome(volume, score.slice().slice(), score.overlap(), score.detected());
      outcomes.add(outcome);
      if (outcome.positive()) {
        score
            .scores()
            .forEach((key, value) ->
                scores.computeIfAbsent(key, metric -> new ArrayList<>()).add(value));
      }
    }

    SeriesScores finish(Series series) {
      Map<ScoreKey, double[]> values = new HashMap<>();
      scores.forEach((key, list) ->
          values.put(key, list.stream().mapToDouble(Double::doubleValue).toArray()));
      try {
        return new SeriesScores(series, SliceTable.of(outcomes), values);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(series + ": " + e.getMessage(), e);
      }
    }
  }

  Series series() {
    return series;
  }

  SliceTable slices() {
    return slices;
  }

  ScoreTable.Row row(Bootstrap bootstrap, List<ScoreKey> keys) {
    SliceTable positive = slices.in(SliceTable.Scope.POSITIVE);
    SliceTable detected = slices.in(SliceTable.Scope.DETECTED_POSITIVE);
    SliceTable.Counts counts = slices.counts();
    Estimate dice = estimate(bootstrap, positive, OverlapMetric.DICE);
    Estimate iou = estimate(bootstrap, positive, OverlapMetric.IOU);
    Map<ScoreKey, Estimate> further = new LinkedHashMap<>();
    for (ScoreKey key : keys) {
      further.put(key, Estimate.of(bootstrap, scores.getOrDefault(key, new double[0])));
    }
    boolean missed = counts.positiveMissed() > 0;
    return new ScoreTable.Row(
        series,
        counts.positive(),
        counts.positiveDetected(),
        counts.negative(),
        counts.negativeWithFalsePositive(),
        dice,
        missed ? estimate(bootstrap, detected, OverlapMetric.DICE) : dice,
        iou,
        missed ? estimate(bootstrap, detected, OverlapMetric.IOU) : iou,
        positive.pooled(),
        slices.pooled(),
        Estimate.of(bootstrap, slices.pooledScores(OverlapMetric.DICE, EmptyPolicy.DEFAULT)),
        further);
  }

  private static Estimate estimate(Bootstrap bootstrap, SliceTable slices, OverlapMetric metric) {
    return Estimate.of(bootstrap, slices.scores(metric, EmptyPolicy.DEFAULT));
  }

  /** Returns every volume in the order in which it first appeared. */
  List<VolumeScore> volumes() {
    double[] meanDice =
        slices.in(SliceTable.Scope.POSITIVE).meanScores(OverlapMetric.DICE, EmptyPolicy.DEFAULT);
    List<String> names = slices.volumes();
    List<SliceTable> volumes = slices.split();
    List<VolumeScore> scores = new ArrayList<>();
    for (int i = 0; i < volumes.size(); i++) {
      SliceTable.Counts counts = volumes.get(i).counts();
      scores.add(new VolumeScore(
          series,
          names.get(i),
          counts.positive(),
          counts.positiveDetected(),
          counts.negative(),
          volumes.get(i).pooled(),
          meanDice[i]));
    }
    return scores;
  }
}
