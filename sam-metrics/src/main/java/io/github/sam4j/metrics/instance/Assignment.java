package io.github.sam4j.metrics.instance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The one-to-one matching that has as many pairs as possible, and among those the largest sum of
 * IoU, within one group of connected pairs.
 *
 * <p>Begins with no pair and adds one after the other along the best alternating path: after each
 * step the sum is the largest that so many pairs can have [1], and the number is largest once there
 * is no path. So pairs go before IoU without a weight that outweighs all sums. Paths are found by
 * Dijkstra's rule on costs that potentials keep from being negative [2]. A step takes as long as
 * sorting the pairs, which need no matrix.
 *
 * <p>Costs are integers, IoU in steps of 2<sup>-52</sup> (coarser in groups of more than 511
 * objects, so that sums fit): sums don't depend on the order in which they are formed, and ties are
 * ties.
 *
 * <p>[1] Edmonds and Karp, J. ACM 19 (1972) 248, section 2. [2] Tomizawa, Networks 1 (1971) 173.
 */
final class Assignment {
  private static final int NONE = -1;
  private static final long UNREACHED = Long.MAX_VALUE;

  private final List<InstancePair> pairs;

  /** Reference and prediction of each pair, numbered from 0 within the group. */
  private final int[] references;

  private final int[] predictions;

  /** Pairs of a reference follow each other, from its place up to that of the next. */
  private final int[] firstPair;

  private final long[] costs;

  /** The pair in which a reference is so far, and that of a prediction. */
  private final int[] pairOfReference;

  private final int[] pairOfPrediction;

  private final long[] referencePotentials;
  private final long[] predictionPotentials;

  /** Length of the best path to each prediction, and the last pair on it. */
  private final long[] distances;

  private final int[] lastPair;

  private final PriorityQueue<Reached> queue = new PriorityQueue<>(
      Comparator.comparingLong(Reached::distance).thenComparingInt(Reached::prediction));

  /** A prediction at the end of a path so long, which may have become shorter since. */
  private record Reached(long distance, int prediction) {}

  private Assignment(List<InstancePair> pairs) {
    this.pairs = pairs;
    int[] names =
        pairs.stream().mapToInt(InstancePair::prediction).sorted().distinct().toArray();
    references = new int[pairs.size()];
    predictions = new int[pairs.size()];
    int[] first = new int[pairs.size() + 1];
    int count = 0;
    for (int pair = 0; pair < pairs.size(); pair++) {
      if (pair == 0 || pairs.get(pair).reference() != pairs.get(pair - 1).reference()) {
        first[count++] = pair;
      }
      references[pair] = count - 1;
      predictions[pair] = Arrays.binarySearch(names, pairs.get(pair).prediction());
    }
    first[count] = pairs.size();
    firstPair = Arrays.copyOf(first, count + 1);
    costs = costs(pairs, count + names.length);
    pairOfReference = new int[count];
    pairOfPrediction = new int[names.length];
    Arrays.fill(pairOfReference, NONE);
    Arrays.fill(pairOfPrediction, NONE);
    referencePotentials = new long[count];
    predictionPotentials = new long[names.length];
    distances = new long[names.length];
    lastPair = new int[names.length];
  }

  /**
   * What the IoU of each pair lacks to 1. A path has at most as many pairs as there are objects,
   * and potentials are at most as far apart as paths are long: four times that must fit.
   */
  private static long[] costs(List<InstancePair> pairs, int objects) {
    int bits = Math.min(52, Long.numberOfLeadingZeros(objects) - 3);
    double one = (double) (1L << bits);
    return pairs.stream().mapToLong(pair -> Math.round(one - pair.iou() * one)).toArray();
  }

  /**
   * Returns the best matching of the given pairs, in their order.
   *
   * @param pairs ascending by reference, then prediction
   */
  static List<InstancePair> largest(List<InstancePair> pairs) {
    List<InstancePair> chosen = new ArrayList<>();
    for (List<InstancePair> group : PairGroups.of(pairs)) {
      chosen.addAll(group.size() == 1 ? group : new Assignment(group).solve());
    }
    chosen.sort(Comparator.comparingInt(InstancePair::reference));
    return chosen;
  }

  private List<InstancePair> solve() {
    int end = nearestFreePrediction();
    while (end != NONE) {
      raisePotentials();
      exchangeAlongPathTo(end);
      end = nearestFreePrediction();
    }
    return Arrays.stream(pairOfReference)
        .filter(pair -> pair != NONE)
        .mapToObj(pairs::get)
        .toList();
  }

  /** Finds the best paths from all free references at once. */
  private int nearestFreePrediction() {
    Arrays.fill(distances, UNREACHED);
    for (int reference = 0; reference < pairOfReference.length; reference++) {
      if (pairOfReference[reference] == NONE) {
        walkFrom(reference, 0);
      }
    }
    int nearest = NONE;
    for (Reached next = queue.poll(); next != null; next = queue.poll()) {
      int prediction = next.prediction;
      if (next.distance > distances[prediction]) {
        continue; // reached on a shorter way since
      }
      if (pairOfPrediction[prediction] != NONE) {
        walkFrom(references[pairOfPrediction[prediction]], distances[prediction]);
      } else if (nearest == NONE || length(prediction) < length(nearest)) {
        nearest = prediction;
      }
    }
    return nearest;
  }

  private void walkFrom(int reference, long distance) {
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

  /** The cost of a path itself, free of potentials: free references have none. */
  private long length(int prediction) {
    return distances[prediction] + predictionPotentials[prediction];
  }

  /** What isn't reached now never is again, so that its potential doesn't matter. */
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

  private void exchangeAlongPathTo(int end) {
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
