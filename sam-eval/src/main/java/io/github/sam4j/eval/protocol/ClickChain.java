// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.protocol;

import io.github.sam4j.eval.protocol.Protocol.Trial;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.ScoredMask;
import io.github.sam4j.metrics.simulation.ClickRule;
import io.github.sam4j.metrics.simulation.ClickRule.NextClick;
import io.github.sam4j.prompt.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Clicks on one object, each where the answer to those before it is wrong. Belongs to one thread.
 */
final class ClickChain {
  private final Mask truth;
  private final ClickRule clickRule;
  private final SelectionRule selection;
  private final List<Prompt.Point> clicks = new ArrayList<>();
  private List<ScoredMask> pool = List.of();
  private Trial.Choice choice;

  /** Starts with an empty prediction and no click. */
  ClickChain(Mask truth, ClickRule clickRule, SelectionRule selection) {
    this.truth = truth;
    this.clickRule = clickRule;
    this.selection = selection;
    this.choice =
        new Trial.Choice(selection.name(), List.of(), Mask.empty(truth.width(), truth.height()));
  }

  /**
   * Adds the next click.
   *
   * @param ties chooses one of several equally good places
   * @return all clicks so far, for one mask; empty if there is no error left to click at
   */
  Optional<Question> click(Function<NextClick, Prompt.Point> ties) {
    Optional<NextClick> next = clickRule.next(truth, choice.mask(), clicks);
    next.map(ties).ifPresent(clicks::add);
    return next.map(added -> Question.points(clicks));
  }

  /** Records the answer to the clicks so far. */
  void answer(List<ScoredMask> masks) {
    pool = masks;
    choice = PoolRules.choose(selection, truth, masks);
  }

  Mask prediction() {
    return choice.mask();
  }

  /** Returns the state as the result of the given number of clicks. */
  Trial trial(int count) {
    return new Trial(count, Question.points(clicks).text(), pool, List.of(choice));
  }
}
