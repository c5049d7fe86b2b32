// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.surface;

import java.util.Arrays;

/**
 * Weighted distances of surface elements: distinct values in ascending order with the total weight
 * of each, from which percentiles and shares are computed as cumulative sums.
 *
 * <p>If elements are counted, each has weight 1, and cumulative weights are ranks.
 */
final class Distances {
  private final double[] values;
  private final double[] weights;
  private final double totalWeight;
  private final int elements;

  private Distances(double[] values, double[] weights, int elements) {
    this.values = values;
    this.weights = weights;
    this.elements = elements;
    // summed in the same order as for a tolerance, so that the share of all is exactly 1
    this.totalWeight = weightWithin(Double.POSITIVE_INFINITY);
  }

  /** Returns distances with weight 1. */
  static Distances counted(double[] distances) {
    double[] ones = new double[distances.length];
    Arrays.fill(ones, 1);
    return weighted(distances, ones);
  }

  /** Returns distances with the given weights. */
  static Distances weighted(double[] distances, double[] weights) {
    double[] values = distances.clone();
    Arrays.sort(values);
    int distinct = 0;
    for (int i = 0; i < values.length; i++) {
      if (i == 0 || values[i] != values[distinct - 1]) {
        values[distinct++] = values[i];
      }
    }
    double[] sums = new double[distinct];
    for (int i = 0; i < distances.length; i++) {
      sums[Arrays.binarySearch(values, 0, distinct, distances[i])] += weights[i];
    }
    return new Distances(Arrays.copyOf(values, distinct), sums, distances.length);
  }

  /** Returns the union of these and other distances. */
  Distances and(Distances other) {
    int count = values.length + other.values.length;
    double[] allValues = Arrays.copyOf(values, count);
    double[] allWeights = Arrays.copyOf(weights, count);
    System.arraycopy(other.values, 0, allValues, values.length, other.values.length);
    System.arraycopy(other.weights, 0, allWeights, values.length, other.weights.length);
    Distances all = weighted(allValues, allWeights);
    return new Distances(all.values, all.weights, elements + other.elements);
  }

  /** Returns the number of elements. */
  int elements() {
    return elements;
  }

  /** Returns the total weight of all elements. */
  double totalWeight() {
    return totalWeight;
  }

  /** Returns the largest distance; NaN if there are none. */
  double maximum() {
    return values.length == 0 ? Double.NaN : values[values.length - 1];
  }

  /** Returns the weighted mean; NaN if there are no distances. */
  double mean() {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += values[i] * weights[i];
    }
    return sum / totalWeight;
  }

  /** Returns the weight of the elements up to a distance, inclusive. */
  double weightWithin(double distance) {
    double sum = 0;
    for (int i = 0; i < values.length && values[i] <= distance; i++) {
      sum += weights[i];
    }
    return sum;
  }

  /**
   * Returns a percentile of counted distances, interpolated linearly at position {@code share * (n
   * - 1)}, counted from 0; NaN if there are none.
   */
  double interpolatedPercentile(double share) {
    if (values.length == 0) {
      return Double.NaN;
    }
    double position = share * (elements - 1);
    double below = ranked((long) position);
    double above = ranked(Math.min((long) position + 1, elements - 1));
    // the difference of two infinite distances would be undefined
    return below == above ? below : below + (above - below) * (position - Math.floor(position));
  }

  private double ranked(long rank) {
    double through = 0;
    int i = -1;
    do {
      through += weights[++i];
    } while (through <= rank);
    return values[i];
  }

  /**
   * Returns the smallest distance within which the given share of the weight lies; NaN if there are
   * none.
   */
  double reachingPercentile(double share) {
    double through = 0;
    for (int i = 0; i < values.length; i++) {
      through += weights[i];
      if (through / totalWeight >= share) {
        return values[i];
      }
    }
    return maximum();
  }
}
