package io.github.sam4j.eval.protocol;

import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.ScoredMask;
import io.github.sam4j.metrics.selection.MaskSelection;
import java.util.List;

/** Chooses masks from a pool: one of {@link MaskSelection}, or a rule of one's own. */
public interface SelectionRule {
  /** Returns the name, in capitals with underscores. */
  String name();

  /**
   * Returns the indices of the chosen masks, ascending.
   *
   * @param truth the object's pixels; a rule that looks at them is an oracle
   */
  List<Integer> choose(Mask truth, List<ScoredMask> pool);

  /** Returns the rule of a selection. */
  static SelectionRule of(MaskSelection selection) {
    return PoolRules.named(selection.name(), selection);
  }

  /** Returns a rule of one's own. */
  static SelectionRule of(String name, Chooser chooser) {
    return new SelectionRule() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public List<Integer> choose(Mask truth, List<ScoredMask> pool) {
        return chooser.choose(truth, pool);
      }

      @Override
      public String toString() {
        return name;
      }
    };
  }

  /** The choice of a rule. */
  @FunctionalInterface
  interface Chooser {
    /** Returns the indices of the chosen masks, ascending. */
    List<Integer> choose(Mask truth, List<ScoredMask> pool);
  }
}
