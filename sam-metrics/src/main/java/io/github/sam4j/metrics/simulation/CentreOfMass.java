// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.simulation;

import io.github.sam4j.mask.Mask;
import io.github.sam4j.prompt.Prompt;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The mean column and row of the pixels of an object, stored as exact sums.
 *
 * <p>Misleads as a prompt for rings, crescents and objects of several parts: it may lie outside the
 * object. {@link #nearestIn} returns the nearest pixels of the object.
 *
 * @param sumX sum of the pixels' columns
 * @param sumY sum of the pixels' rows
 * @param count number of pixels
 */
public record CentreOfMass(long sumX, long sumY, long count) {
  /** Checks that there is a pixel and that no sum is negative. */
  public CentreOfMass {
    if (count < 1 || sumX < 0 || sumY < 0) {
      throw new IllegalArgumentException(
          "expected count of at least 1 and sums of at least 0, got sumX=" + sumX + " sumY=" + sumY
              + " count=" + count);
    }
  }

  /** Returns the centre of all set pixels of a mask, empty for an empty mask. */
  public static Optional<CentreOfMass> of(Mask object) {
    if (object.isEmpty()) {
      return Optional.empty();
    }
    long sumX = 0;
    long sumY = 0;
    for (int y = 0; y < object.height(); y++) {
      for (int x = 0; x < object.width(); x++) {
        if (object.get(x, y)) {
          sumX += x;
          sumY += y;
        }
      }
    }
    return Optional.of(new CentreOfMass(sumX, sumY, object.area()));
  }

  /** Returns the mean column. */
  public double x() {
    return (double) sumX / (double) count;
  }

  /** Returns the mean row. */
  public double y() {
    return (double) sumY / (double) count;
  }

  /**
   * Returns the centre rounded to a whole pixel, as a foreground point although it may lie outside
   * the object. Rounding is exact, so ties are true ties.
   *
   * @param mode rounding mode; {@code HALF_UP} and {@code HALF_EVEN} are common, {@code DOWN}
   *     truncates
   */
  public Prompt.Point rounded(RoundingMode mode) {
    return new Prompt.Point(rounded(sumX, mode), rounded(sumY, mode), true);
  }

  private int rounded(long sum, RoundingMode mode) {
    return BigDecimal.valueOf(sum).divide(BigDecimal.valueOf(count), 0, mode).intValueExact();
  }

  /**
   * Returns the pixels of a mask that are nearest to the exact centre, in reading order; more than
   * one only for exact ties. Empty for an empty mask.
   *
   * @param object the object of this centre, or a part of it
   */
  public List<Prompt.Point> nearestIn(Mask object) {
    List<Prompt.Point> nearest = new ArrayList<>();
    BigInteger least = BigInteger.ZERO;
    for (Prompt.Point candidate : nearestOfEachRow(object)) {
      BigInteger distance = scaledSquaredDistance(candidate);
      if (nearest.isEmpty() || distance.compareTo(least) < 0) {
        nearest.clear();
        least = distance;
      }
      if (distance.equals(least)) {
        nearest.add(candidate);
      }
    }
    return List.copyOf(nearest);
  }

  /**
   * Returns, for each row, the last pixel up to the column of the centre and the first one after
   * it.
   */
  private List<Prompt.Point> nearestOfEachRow(Mask object) {
    List<Prompt.Point> candidates = new ArrayList<>();
    int column = Math.min(Math.toIntExact(sumX / count), object.width() - 1);
    for (int y = 0; y < object.height(); y++) {
      int left = column;
      while (left >= 0 && !object.get(left, y)) {
        left--;
      }
      if (left >= 0) {
        candidates.add(new Prompt.Point(left, y, true));
      }
      int right = column + 1;
      while (right < object.width() && !object.get(right, y)) {
        right++;
      }
      if (right < object.width()) {
        candidates.add(new Prompt.Point(right, y, true));
      }
    }
    return candidates;
  }

  /** Returns the squared distance to the centre times the squared count, which is an integer. */
  private BigInteger scaledSquaredDistance(Prompt.Point pixel) {
    BigInteger dx = BigInteger.valueOf(Math.multiplyExact(count, (long) pixel.x()) - sumX);
    BigInteger dy = BigInteger.valueOf(Math.multiplyExact(count, (long) pixel.y()) - sumY);
    return dx.multiply(dx).add(dy.multiply(dy));
  }
}
