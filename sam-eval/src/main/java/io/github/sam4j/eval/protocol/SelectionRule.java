// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.protocol;

import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.ScoredMask;
import io.github.sam4j.metrics.selection.MaskSelection;
import java.util.List;
import java.util.Optional;

/**
 * Chooses masks from a pool: one of {@link MaskSelection}, or a custom rule. Only rules made by
 * {@link #oracle} are given the truth, so that no other rule can depend on it unnoticed.
 */
public final class SelectionRule {
  private final Protocol.Selection selection;
  private final OracleChooser chooser;

  private SelectionRule(Protocol.Selection selection, OracleChooser chooser) {
    this.selection = selection;
    this.chooser = chooser;
  }

  /** Chooses without the truth. */
  @FunctionalInterface
  public interface Chooser {
    /** Returns the indices of the chosen masks, ascending. */
    List<Integer> choose(List<ScoredMask> pool);
  }

  /** Chooses with the truth. */
  @FunctionalInterface
  public interface OracleChooser {
    /** Returns the indices of the chosen masks, ascending. */
    List<Integer> choose(Mask truth, List<ScoredMask> pool);
  }

  /** Returns the rule of a selection. */
  public static SelectionRule of(MaskSelection selection) {
    return new SelectionRule(
        new Protocol.Selection(
            selection.name(),
            selection.usesReference(),
            selection.alwaysChooses(),
            Optional.of(selection)),
        (truth, pool) -> selection.select(truth, pool).indices());
  }

  /**
   * Returns a custom rule that chooses without the truth.
   *
   * @param name in capitals with underscores
   */
  public static SelectionRule of(String name, Chooser chooser) {
    return new SelectionRule(
        new Protocol.Selection(name, false, false, Optional.empty()),
        (truth, pool) -> chooser.choose(pool));
  }

  /**
   * Returns a custom rule that chooses with the truth. Reports mark it.
   *
   * @param name in capitals with underscores
   */
  public static SelectionRule oracle(String name, OracleChooser chooser) {
    return new SelectionRule(new Protocol.Selection(name, true, false, Optional.empty()), chooser);
  }

  /**
   * Returns the same rule as one that chooses something from every pool that isn't empty: its share
   * of detected slices carries no information then, and reports leave it out.
   */
  public SelectionRule alwaysChoosing() {
    return new SelectionRule(
        new Protocol.Selection(name(), usesTruth(), true, selection.standard()), chooser);
  }

  /** Returns the rule of a selection under a name that a protocol gives it. */
  static SelectionRule named(String name, MaskSelection selection) {
    return new SelectionRule(
        new Protocol.Selection(
            name, selection.usesReference(), selection.alwaysChooses(), Optional.empty()),
        (truth, pool) -> selection.select(truth, pool).indices());
  }

  /** Returns the rule that takes one of the model's outputs, counted from 0. */
  static SelectionRule output(String name, int index) {
    return of(name, pool -> List.of(index)).alwaysChoosing();
  }

  /** Returns the description of the rule for reports. */
  public Protocol.Selection selection() {
    return selection;
  }

  /** Returns the name, in capitals with underscores. */
  public String name() {
    return selection.name();
  }

  /** Returns whether the choice depends on the truth. */
  public boolean usesTruth() {
    return selection.usesTruth();
  }

  /** Returns the indices of the chosen masks, ascending. */
  public List<Integer> choose(Mask truth, List<ScoredMask> pool) {
    return chooser.choose(truth, pool);
  }

  @Override
  public String toString() {
    return name();
  }
}
