// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.statistics;

import io.github.sam4j.metrics.statistics.WilcoxonSignedRank.Alternative;

/**
 * The exact distribution of the sum of positive ranks over all assignments of signs, for
 * differences with ties.
 *
 * <p>Ranks are doubled, so that the mean ranks of ties are integers and sums are array indices. The
 * array holds the probability of every sum; each difference in turn is added to the sum with
 * probability 1/2. With at most 50 differences, every probability is a multiple of 2⁻⁵⁰, so nothing
 * is rounded.
 */
final class SignAssignments {
  private final double[] probabilities;
  private final int observed;

  SignAssignments(double[] differences) {
    int[] ranks = doubledRanks(differences);
    int sumOfPositive = 0;
    int total = 0;
    for (int i = 0; i < ranks.length; i++) {
      sumOfPositive += differences[i] > 0 ? ranks[i] : 0;
      total += ranks[i];
    }
    observed = sumOfPositive;
    probabilities = new double[total + 1];
    probabilities[0] = 1;
    for (int rank : ranks) {
      for (int sum = total; sum >= 0; sum--) {
        double without = probabilities[sum];
        double with = sum >= rank ? probabilities[sum - rank] : 0;
        probabilities[sum] = (without + with) / 2;
      }
    }
  }

  /** Returns twice the mean rank of each absolute difference. */
  private static int[] doubledRanks(double[] differences) {
    int[] ranks = new int[differences.length];
    for (int i = 0; i < ranks.length; i++) {
      int smaller = 0;
      int equal = 0;
      for (double other : differences) {
        smaller += Math.abs(other) < Math.abs(differences[i]) ? 1 : 0;
        equal += Math.abs(other) == Math.abs(differences[i]) ? 1 : 0;
      }
      ranks[i] = 2 * smaller + equal + 1;
    }
    return ranks;
  }

  double pValue(Alternative alternative) {
    double atLeast = probability(observed, probabilities.length - 1);
    double atMost = probability(0, observed);
    return switch (alternative) {
      case TWO_SIDED -> Math.min(1, 2 * Math.min(atLeast, atMost));
      case FIRST_HIGHER -> atLeast;
      case SECOND_HIGHER -> atMost;
    };
  }

  /** Returns the probability of a doubled sum from {@code min} to {@code max}, both inclusive. */
  private double probability(int min, int max) {
    double sum = 0;
    for (int i = min; i <= max; i++) {
      sum += probabilities[i];
    }
    return sum;
  }
}
