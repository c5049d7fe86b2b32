// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.run;

import io.github.sam4j.eval.protocol.ScoreKey;
import io.github.sam4j.image.Spacing;
import io.github.sam4j.mask.VoxelMask;
import io.github.sam4j.metrics.Overlap;
import io.github.sam4j.metrics.OverlapMetric;
import io.github.sam4j.metrics.surface.SurfaceComparison;
import io.github.sam4j.metrics.surface.SurfaceConvention;
import io.github.sam4j.metrics.surface.SurfaceDistances;
import io.github.sam4j.metrics.surface.SurfaceMetric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A metric of a whole volume, computed in three dimensions. Distances are those of
 * {@link SurfaceConvention#DEFAULT}; for empty masks, every metric returns the value of its
 * formula.
 */
public final class VolumeMetric {
  private static final Pattern SURFACE_DICE = Pattern.compile("nsd_(\\d{1,6}(?:\\.\\d{1,6})?)mm");

  private final ScoreKey key;
  private final ToDoubleFunction<Comparison> formula;

  private VolumeMetric(ScoreKey key, ToDoubleFunction<Comparison> formula) {
    this.key = key;
    this.formula = formula;
  }

  /** Returns a metric of overlap. */
  public static VolumeMetric of(OverlapMetric metric) {
    return new VolumeMetric(ScoreKey.of(metric), pair -> metric.of(pair.overlap()));
  }

  /** Returns a distance between surfaces, in millimetres. */
  public static VolumeMetric of(SurfaceMetric metric) {
    return new VolumeMetric(ScoreKey.of(metric), pair -> metric.of(pair.distances()));
  }

  /**
   * Returns surface Dice.
   *
   * @param tolerance in millimetres, finite, at least 0
   * @throws IllegalArgumentException if it is not
   */
  public static VolumeMetric surfaceDice(double tolerance) {
    if (!(tolerance >= 0 && Double.isFinite(tolerance))) {
      throw new IllegalArgumentException(
          "tolerance must be finite and at least 0, got tolerance=" + tolerance);
    }
    return new VolumeMetric(
        ScoreKey.surfaceDice(tolerance), pair -> pair.distances().surfaceDice(tolerance));
  }

  /**
   * Returns the metric of a name, such as {@code dice}, {@code hd95} or, for surface Dice at any
   * tolerance, {@code nsd_2mm}.
   *
   * @throws IllegalArgumentException if there is none; the message lists the known ones
   */
  public static VolumeMetric named(String name) {
    List<VolumeMetric> known = new ArrayList<>();
    for (OverlapMetric metric : OverlapMetric.values()) {
      known.add(of(metric));
    }
    for (SurfaceMetric metric : SurfaceMetric.values()) {
      known.add(of(metric));
    }
    for (VolumeMetric metric : known) {
      if (metric.key.name().equals(name)) {
        return metric;
      }
    }
    Matcher surfaceDice = SURFACE_DICE.matcher(name);
    if (surfaceDice.matches()) {
      return surfaceDice(Double.parseDouble(surfaceDice.group(1)));
    }
    throw new IllegalArgumentException("metric must be one of "
        + String.join(", ", known.stream().map(metric -> metric.key.name()).toList())
        + " or nsd_2mm with any tolerance, got name=" + name);
  }

  /** Returns which metric it is. */
  public ScoreKey key() {
    return key;
  }

  /** Computes metrics; surfaces are measured once for all of them. */
  static Map<ScoreKey, Double> score(
      List<VolumeMetric> metrics, VoxelMask truth, VoxelMask prediction, Spacing spacing) {
    Comparison pair = new Comparison(truth, prediction, spacing);
    Map<ScoreKey, Double> scores = new LinkedHashMap<>();
    metrics.forEach(metric -> scores.put(metric.key, metric.formula.applyAsDouble(pair)));
    return scores;
  }

  @Override
  public String toString() {
    return key.name();
  }

  /** Two masks; their surfaces are measured when a metric needs them. */
  private static final class Comparison {
    private final VoxelMask truth;
    private final VoxelMask prediction;
    private final Spacing spacing;
    private @Nullable SurfaceDistances distances;

    Comparison(VoxelMask truth, VoxelMask prediction, Spacing spacing) {
      this.truth = truth;
      this.prediction = prediction;
      this.spacing = spacing;
    }

    Overlap overlap() {
      return Overlap.between(truth, prediction);
    }

    SurfaceDistances distances() {
      SurfaceDistances known = distances;
      if (known == null) {
        known = SurfaceComparison.between(truth, prediction, spacing).distances();
        distances = known;
      }
      return known;
    }
  }
}
