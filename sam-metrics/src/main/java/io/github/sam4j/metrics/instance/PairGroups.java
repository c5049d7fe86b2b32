// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.instance;

import io.github.sam4j.metrics.instance.InstanceOverlaps.Pair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Splits pairs into groups without common objects, which can be matched independently. */
final class PairGroups {
  private PairGroups() {}

  /**
   * Returns the groups in the order of their first pairs; each keeps the order of the given pairs.
   */
  static List<List<Pair>> of(List<Pair> pairs) {
    // a forest of pairs: each is joined with the previous pair of the same object
    int[] parents = new int[pairs.size()];
    Arrays.setAll(parents, pair -> pair);
    Map<Integer, Integer> lastOfReference = new HashMap<>();
    Map<Integer, Integer> lastOfPrediction = new HashMap<>();
    for (int i = 0; i < parents.length; i++) {
      Pair pair = pairs.get(i);
      join(parents, i, lastOfReference.put(pair.reference(), i));
      join(parents, i, lastOfPrediction.put(pair.prediction(), i));
    }
    Map<Integer, List<Pair>> groups = new LinkedHashMap<>();
    for (int i = 0; i < parents.length; i++) {
      groups.computeIfAbsent(root(parents, i), root -> new ArrayList<>()).add(pairs.get(i));
    }
    return List.copyOf(groups.values());
  }

  private static void join(int[] parents, int pair, @Nullable Integer other) {
    if (other != null) {
      parents[root(parents, other)] = root(parents, pair);
    }
  }

  private static int root(int[] parents, int pair) {
    int i = pair;
    while (parents[i] != i) {
      parents[i] = parents[parents[i]];
      i = parents[i];
    }
    return i;
  }
}
