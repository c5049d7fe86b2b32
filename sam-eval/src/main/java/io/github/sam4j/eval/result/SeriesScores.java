package io.github.sam4j.eval.result;

import io.github.sam4j.metrics.EmptyPolicy;
import io.github.sam4j.metrics.OverlapMetric;
import io.github.sam4j.metrics.statistics.Bootstrap;
import io.github.sam4j.metrics.statistics.SliceOutcome;
import io.github.sam4j.metrics.statistics.SliceScope;
import io.github.sam4j.metrics.statistics.SliceTable;
import java.util.ArrayList;
import java.util.List;

/** All scores of one series, and what a table tells of them. */
final class SeriesScores {
  private final Series series;
  private final SliceTable slices;
  private final double[] surfaceDice;

  private SeriesScores(Series series, SliceTable slices, double[] surfaceDice) {
    this.series = series;
    this.slices = slices;
    this.surfaceDice = surfaceDice;
  }

  /** Collects the scores of one series. */
  static final class Collector {
    private final List<SliceOutcome> outcomes = new ArrayList<>();
    private final List<Double> surfaceDice = new ArrayList<>();

    /** Adds a slice, of whose volume the name is shared by all its slices. */
    void add(String volume, SliceScore score) {
      SliceOutcome outcome =
          new SliceOutcome(volume, score.slice().slice(), score.overlap(), score.detected());
      outcomes.add(outcome);
      if (outcome.positive() && !Double.isNaN(score.surfaceDice())) {
        surfaceDice.add(score.surfaceDice());
      }
    }

    SeriesScores finish(Series series) {
      try {
        return new SeriesScores(
            series,
            SliceTable.of(outcomes),
            surfaceDice.stream().mapToDouble(Double::doubleValue).toArray());
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

  ScoreTable.Row row(Bootstrap bootstrap) {
    SliceTable positive = slices.in(SliceScope.POSITIVE);
    SliceTable detected = slices.in(SliceScope.DETECTED_POSITIVE);
    SliceTable.Counts counts = slices.counts();
    Estimate dice = estimate(bootstrap, positive, OverlapMetric.DICE);
    Estimate iou = estimate(bootstrap, positive, OverlapMetric.IOU);
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
        Estimate.of(bootstrap, surfaceDice));
  }

  private static Estimate estimate(Bootstrap bootstrap, SliceTable slices, OverlapMetric metric) {
    return Estimate.of(bootstrap, slices.scores(metric, EmptyPolicy.DEFAULT));
  }

  /** Returns every volume in the order in which it first appeared. */
  List<VolumeScore> volumes() {
    double[] meanDice =
        slices.in(SliceScope.POSITIVE).meanScores(OverlapMetric.DICE, EmptyPolicy.DEFAULT);
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
