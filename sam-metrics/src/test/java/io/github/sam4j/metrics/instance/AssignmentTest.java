// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.sam4j.metrics.instance.InstanceOverlaps.Pair;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Compares matchings with the best of all matchings. */
final class AssignmentTest {
  private static final Comparator<Pair> BY_OBJECTS =
      Comparator.comparingInt(Pair::reference).thenComparingInt(Pair::prediction);

  @Test
  void matchingIsTheBestOfAllMatchings_seed17() {
    Random random = new Random(17);
    for (int round = 0; round < 1000; round++) {
      // few different IoUs make ties
      int largest = round % 2 == 0 ? 4 : 1021;
      List<Pair> pairs = randomPairs(
          random, 1 + random.nextInt(5), 1 + random.nextInt(6), random.nextDouble(), largest);

      List<Pair> matching = Assignment.largest(pairs);

      assertOneToOne(matching, pairs);
      Best best = new Best(pairs);
      assertThat(matching).as("of %s", pairs).hasSize(best.size);
      assertThat(iouSum(matching)).as("of %s", pairs).isCloseTo(best.iouSum, within(1e-12));
    }
  }

  private static List<Pair> randomPairs(
      Random random, int references, int predictions, double density, int largest) {
    List<Pair> pairs = new ArrayList<>();
    for (int r = 0; r < references; r++) {
      for (int p = 0; p < predictions; p++) {
        if (random.nextDouble() < density) {
          int union = 1 + random.nextInt(largest);
          pairs.add(new Pair(7 * r + 3, 1_000_000 - p, 1 + random.nextInt(union), union));
        }
      }
    }
    pairs.sort(BY_OBJECTS);
    return pairs;
  }

  private static void assertOneToOne(List<Pair> matching, List<Pair> pairs) {
    assertThat(pairs).containsAll(matching);
    assertThat(matching).extracting(Pair::reference).doesNotHaveDuplicates().isSorted();
    assertThat(matching).extracting(Pair::prediction).doesNotHaveDuplicates();
  }

  private static double iouSum(List<Pair> pairs) {
    return pairs.stream().mapToDouble(Pair::iou).sum();
  }

  /** Finds the best matching by exhaustive search. */
  private static final class Best {
    private final List<Pair> pairs;
    private final Set<Integer> references = new HashSet<>();
    private final Set<Integer> predictions = new HashSet<>();
    private int size;
    private double iouSum;

    Best(List<Pair> pairs) {
      this.pairs = pairs;
      search(0, 0, 0);
    }

    private void search(int next, int taken, double sum) {
      if (next == pairs.size()) {
        if (taken > size || (taken == size && sum > iouSum)) {
          size = taken;
          iouSum = sum;
        }
        return;
      }
      Pair pair = pairs.get(next);
      if (!references.contains(pair.reference()) && !predictions.contains(pair.prediction())) {
        references.add(pair.reference());
        predictions.add(pair.prediction());
        search(next + 1, taken + 1, sum + pair.iou());
        references.remove(pair.reference());
        predictions.remove(pair.prediction());
      }
      search(next + 1, taken, sum);
    }
  }

  @Test
  void twoPoorPairsGoBeforeOneGoodPair() {
    Pair good = new Pair(1, 1, 9, 10);
    Pair poorLeft = new Pair(1, 2, 1, 10);
    Pair poorRight = new Pair(2, 1, 1, 10);

    assertThat(Assignment.largest(List.of(good, poorLeft, poorRight)))
        .containsExactly(poorLeft, poorRight);
  }

  /** Each step changes all previous pairs: the longest possible path. */
  @Test
  void longChainIsMatchedToItsEnd() {
    int length = 601;
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      pairs.add(new Pair(i, i, 1, 1000));
      if (i + 1 < length) {
        pairs.add(new Pair(i, i + 1, 999, 1000));
      }
    }

    List<Pair> matching = Assignment.largest(pairs);

    assertThat(matching).hasSize(length);
    assertThat(matching).allMatch(pair -> pair.reference() == pair.prediction());
  }

  /** No pair can be added, and no exchange of two pairs is an improvement. */
  @Test
  void largeDenseGroupCannotBeImprovedByExchanges_seed23() {
    List<Pair> pairs = randomPairs(new Random(23), 131, 127, 1, 100_003);

    List<Pair> matching = Assignment.largest(pairs);

    assertOneToOne(matching, pairs);
    assertThat(matching).hasSize(127);
    for (Pair a : matching) {
      for (Pair b : matching) {
        Pair ab = find(pairs, a.reference(), b.prediction());
        Pair ba = find(pairs, b.reference(), a.prediction());
        assertThat(ab.iou() + ba.iou()).isLessThanOrEqualTo(a.iou() + b.iou() + 1e-12);
      }
    }
  }

  private static Pair find(List<Pair> pairs, int reference, int prediction) {
    int place = Collections.binarySearch(pairs, new Pair(reference, prediction, 1, 1), BY_OBJECTS);
    return pairs.get(place);
  }

  @Test
  void tiesAreTakenInTheSameWayEachTime() {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      pairs.add(new Pair(i / 5, i % 5, 1, 3));
    }

    List<Pair> matching = Assignment.largest(pairs);

    assertThat(matching).hasSize(5).isEqualTo(Assignment.largest(List.copyOf(pairs)));
  }

  @Test
  void groupsHaveNoObjectInCommon() {
    Pair a1 = new Pair(1, 5, 1, 2);
    Pair b1 = new Pair(2, 6, 1, 2);
    Pair a2 = new Pair(3, 5, 1, 2);
    // a number is another object on the other side
    Pair c = new Pair(5, 1, 1, 2);
    Pair b2 = new Pair(6, 6, 1, 2);

    assertThat(PairGroups.of(List.of(a1, b1, a2, c, b2)))
        .containsExactly(List.of(a1, a2), List.of(b1, b2), List.of(c));
    assertThat(PairGroups.of(List.of())).isEmpty();
  }
}
