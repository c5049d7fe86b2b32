// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.protocol;

import io.github.sam4j.eval.protocol.Protocol.Trial;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.ScoredMask;
import java.util.List;
import java.util.stream.Collectors;

/** Rules of the protocols here, and what they choose from a pool. */
final class PoolRules {
  private PoolRules() {}

  /** Returns the end of a protocol's name: its seed, unless that is 0. */
  static String seedSuffix(long seed) {
    return seed == 0 ? "" : "-seed" + seed;
  }

  static String names(List<SelectionRule> rules) {
    return rules.stream().map(SelectionRule::name).collect(Collectors.joining(" "));
  }

  static List<Protocol.Selection> selections(List<SelectionRule> rules) {
    return rules.stream().map(SelectionRule::selection).toList();
  }

  static List<Trial.Choice> choose(List<SelectionRule> rules, Mask truth, List<ScoredMask> pool) {
    return rules.stream().map(rule -> choose(rule, truth, pool)).toList();
  }

  static Trial.Choice choose(SelectionRule rule, Mask truth, List<ScoredMask> pool) {
    List<Integer> chosen = rule.choose(truth, pool);
    Mask union = Mask.empty(truth.width(), truth.height());
    for (int index : chosen) {
      union = union.or(pool.get(index).mask());
    }
    return new Trial.Choice(rule.name(), chosen, union);
  }
}
