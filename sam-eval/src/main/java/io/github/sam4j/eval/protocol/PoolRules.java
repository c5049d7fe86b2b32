package io.github.sam4j.eval.protocol;

import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.ScoredMask;
import io.github.sam4j.metrics.selection.MaskSelection;
import java.util.List;
import java.util.stream.Collectors;

/** Rules of the protocols here, and what they choose from a pool. */
final class PoolRules {
  private PoolRules() {}

  /** Returns the rule that takes one of the decoder's outputs, counted from 0. */
  static SelectionRule output(String name, int index) {
    return SelectionRule.of(name, (truth, pool) -> List.of(index));
  }

  /** Returns a selection under another name. */
  static SelectionRule named(String name, MaskSelection selection) {
    return SelectionRule.of(name, (truth, pool) -> selection.select(truth, pool).indices());
  }

  /** Returns what tells in a protocol's name that its seed isn't 0. */
  static String seedSuffix(long seed) {
    return seed == 0 ? "" : "-seed" + seed;
  }

  static String names(List<SelectionRule> rules) {
    return rules.stream().map(SelectionRule::name).collect(Collectors.joining(" "));
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
