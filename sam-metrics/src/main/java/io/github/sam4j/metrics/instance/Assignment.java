// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.instance;

import io.github.sam4j.metrics.instance.InstanceOverlaps.Pair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Finds the one-to-one matching with the largest number of pairs, and among those the one with the
 * largest sum of IoU, within a group of connected pairs.
 *
 * <p>Starts without pairs and adds one at a time along the best augmenting path: after each step,
 * the sum is the largest possible for that number of pairs [1], and the number is largest once no
 * path remains. The number of pairs thus takes precedence over IoU without a large weight in the
 * costs. Paths are found by Dijkstra's algorithm on costs that potentials keep non-negative [2]. A
 * step costs no more than sorting the pairs, and no cost matrix is needed.
 *
 * <p>Costs are integers, multiples of 2<sup>-52</sup> in IoU (coarser in groups of more than 511
 * objects, so that sums fit): sums do not depend on the order of summation, and ties are exact.
 *
 * <p>[1] Edmonds and Karp, J. ACM 19 (1972) 248, section 2. [2] Tomizawa, Networks 1 (1971) 173.
 */
final class Assignment {
  private static final int NONE = -1;
  private static final long UNREACHED = Long.MAX_VALUE;

  private final List<Pair> pairs;

  /** Reference and prediction of each pair, numbered from 0 within the group. */
  private final int[] references;

  private final int[] predictions;

  /** The pairs of reference r have indices from firstPair[r] to firstPair[r + 1], exclusive. */
  private final int[] firstPair;

  private final long[] costs;

  /** Current pair of each reference, and of each prediction; NONE if unmatched. */
  private final int[] pairOfReference;

  private final int[] pairOfPrediction;

  private final long[] referencePotentials;
  private final long[] predictionPotentials;

  /** Length of the shortest path to each prediction, and the last pair on it. */
  private final long[] distances;

  private final int[] lastPair;

  private final PriorityQueue<Reached> queue = new PriorityQueue<>(
      Comparator.comparingLong(Reached::distance).thenComparingInt(Reached::prediction));

  /** A prediction and the length of a path to it; a shorter path may have been found since. */
  private record Reached(long distance, int prediction) {}

  private Assignment(List<Pair> pairs) {
    this.pairs = pairs;
    int[] labels = pairs.stream().mapToInt(Pair::prediction).sorted().distinct().toArray();
    references = new int[pairs.size()];
    predictions = new int[pairs.size()];
    int[] first = new int[pairs.size() + 1];
    int count = 0;
    for (int pair = 0; pair < pairs.size(); pair++) {
      if (pair == 0 || pairs.get(pair).reference() != pairs.get(pair - 1).reference()) {
        first[count++] = pair;
      }
      references[pair] = count - 1;
      predictions[pair] = Arrays.binarySearch(labels, pairs.get(pair).prediction());
    }
    first[count] = pairs.size();
    firstPair = Arrays.copyOf(first, count + 1);
    costs = costs(pairs, count + labels.length);
    pairOfReference = new int[count];
    pairOfPrediction = new int[labels.length];
    Arrays.fill(pairOfReference, NONE);
    Arrays.fill(pairOfPrediction, NONE);
    referencePotentials = new long[count];
    predictionPotentials = new long[labels.length];
    distances = new long[labels.length];
    lastPair = new int[labels.length];
  }

  /**
   * Returns 1 - IoU of each pair in integer steps. A path has at most as many pairs as there are
   * objects, and potentials differ by at most the length of a path: four times that length must fit
   * into a {@code long}.
   */
  private static long[] costs(List<Pair> pairs, int objects) {
    int bits = Math.min(52, Long.numberOfLeadingZeros(objects) - 3);
    double scale = (double) (1L << bits);
    return pairs.stream()
        .mapToLong(pair -> Math.round(scale - pair.iou() * scale))
        .toArray();
  }

  /**
   * Returns the best matching of the given pairs, in their order.
   *
   * @param pairs ascending by reference, then prediction
   */
  static List<Pair> largest(List<Pair> pairs) {
    List<Pair> chosen = new ArrayList<>();
    for (List<Pair> group : PairGroups.of(pairs)) {
      chosen.addAll(group.size() == 1 ? group : new Assignment(group).solve());
    }
    chosen.sort(Comparator.comparingInt(Pair::reference));
    return chosen;
  }

  private List<Pair> solve() {
    int end = nearestUnmatchedPrediction();
    while (end != NONE) {
      raisePotentials();
      augmentAlongPathTo(end);
      end = nearestUnmatchedPrediction();
    }
    return Arrays.stream(pairOfReference)
        .filter(pair -> pair != NONE)
        .mapToObj(pairs::get)
        .toList();
  }

  /** Finds the shortest paths from all unmatched references at once. */
  private int nearestUnmatchedPrediction() {
    Arrays.fill(distances, UNREACHED);
    for (int reference = 0; reference < pairOfReference.length; reference++) {
      if (pairOfReference[reference] == NONE) {
        relaxPairsOf(reference, 0);
      }
    }
    int nearest = NONE;
    for (Reached next = queue.poll(); next != null; next = queue.poll()) {
      int prediction = next.prediction;
      if (next.distance > distances[prediction]) {
        continue; // a shorter path has been found since
      }
      if (pairOfPrediction[prediction] != NONE) {
        relaxPairsOf(references[pairOfPrediction[prediction]], distances[prediction]);
      } else if (nearest == NONE || length(prediction) < length(nearest)) {
        nearest = prediction;
      }
    }
    return nearest;
  }

  private void relaxPairsOf(int reference, long distance) {
    for (int pair = firstPair[reference]; pair < firstPair[reference + 1]; pair++) {
      int prediction = predictions[pair];
      long reached = distance
          + costs[pair]
          + referencePotentials[reference]
          - predictionPotentials[prediction];
      if (reached < distances[prediction]) {
        distances[prediction] = reached;
        lastPair[prediction] = pair;
        queue.add(new Reached(reached, prediction));
      }
    }
  }

  /** Returns the cost of a path without potentials; those of unmatched references are 0. */
  private long length(int prediction) {
    return distances[prediction] + predictionPotentials[prediction];
  }

  /** A prediction that is not reached now is never reached again; its potential is irrelevant. */
  private void raisePotentials() {
    for (int prediction = 0; prediction < distances.length; prediction++) {
      if (distances[prediction] != UNREACHED) {
        predictionPotentials[prediction] += distances[prediction];
        if (pairOfPrediction[prediction] != NONE) {
          referencePotentials[references[pairOfPrediction[prediction]]] += distances[prediction];
        }
      }
    }
  }

  private void augmentAlongPathTo(int end) {
    int prediction = end;
    while (prediction != NONE) {
      int added = lastPair[prediction];
      int removed = pairOfReference[references[added]];
      pairOfReference[references[added]] = added;
      pairOfPrediction[prediction] = added;
      prediction = removed == NONE ? NONE : predictions[removed];
    }
  }
}
