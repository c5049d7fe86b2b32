// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.protocol;

import io.github.sam4j.metrics.EmptyPolicy.Scale;
import io.github.sam4j.metrics.OverlapMetric;
import io.github.sam4j.metrics.surface.SurfaceMetric;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which metric a number is.
 *
 * @param name of its column in files, such as {@code surface_dice}: lower-case letters, digits,
 *     dots and underscores
 * @param label its name for people, such as {@code surface Dice}
 * @param unit such as {@code mm}; empty for a number without unit
 * @param scale the range, and which end of it is best; empty for a signed number
 */
public record ScoreKey(String name, String label, String unit, Optional<Scale> scale) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_.]*");

  /** Surface Dice with the convention and tolerance of the protocol's options. */
  public static final ScoreKey SURFACE_DICE =
      new ScoreKey("surface_dice", "surface Dice", "", Optional.of(Scale.AGREEMENT));

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException if it has other characters
   */
  public ScoreKey {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("name of a score must consist of lower-case letters,"
          + " digits, dots and underscores, got " + name);
    }
  }

  /** Returns the key of a metric of overlap. */
  public static ScoreKey of(OverlapMetric metric) {
    return new ScoreKey(metric.key(), spaced(metric.key()), "", metric.scale());
  }

  /** Returns the key of a distance between surfaces, in millimetres. */
  public static ScoreKey of(SurfaceMetric metric) {
    return new ScoreKey(metric.key(), spaced(metric.key()), "mm", Optional.of(Scale.ERROR));
  }

  /** Returns the key of surface Dice at a tolerance in millimetres, as {@code nsd_2mm}. */
  public static ScoreKey surfaceDice(double tolerance) {
    return new ScoreKey(
        SurfaceMetric.surfaceDiceKey(tolerance),
        "surface Dice at " + SurfaceMetric.millimetres(tolerance),
        "",
        Optional.of(Scale.AGREEMENT));
  }

  private static String spaced(String key) {
    return key.replace('_', ' ');
  }

  /** Returns whether this is a share in {@code [0, 1]}, which tables may show in percent. */
  public boolean isShare() {
    return scale.equals(Optional.of(Scale.AGREEMENT));
  }

  /** Returns the label, and the unit where there is one. */
  public String heading() {
    return unit.isEmpty() ? label : label + ", " + unit;
  }
}
