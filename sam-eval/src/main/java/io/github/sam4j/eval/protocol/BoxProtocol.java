// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.protocol;

import io.github.sam4j.eval.predictor.SlicePredictor.PreparedSlice;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.ScoredMask;
import io.github.sam4j.metrics.simulation.BoxJitter;
import io.github.sam4j.metrics.simulation.ObjectBoxes;
import io.github.sam4j.progress.Progress;
import io.github.sam4j.prompt.Prompt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A box around everything of the object on the slice, one mask (output 0): the selection
 * {@code BOX}. The box is tight, its last column and row included, unless it is made inexact on
 * purpose.
 *
 * @param jitter how the box is made inexact, if it is
 * @param seed of the jitter; a tight box doesn't depend on it
 */
record BoxProtocol(Optional<BoxJitter> jitter, long seed) implements PromptedProtocol {
  private static final List<SelectionRule> RULES = List.of(SelectionRule.output("BOX", 0));

  /** Returns {@code box} for the tight one, else with the jitter, as in {@code box-outward-0.1}. */
  @Override
  public String name() {
    return "box"
        + jitter
            .map(inexact -> "-" + inexact.name().replace(' ', '-') + PoolRules.seedSuffix(seed))
            .orElse("")
            .toLowerCase(Locale.ROOT);
  }

  @Override
  public Map<String, String> options() {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("box", jitter.map(BoxJitter::name).orElse("tight, last pixel included"));
    if (jitter.isPresent()) {
      options.put("seed", Long.toString(seed));
    }
    options.put("masks", "one");
    options.put("selections", PoolRules.names(rules()));
    return options;
  }

  @Override
  public List<SelectionRule> rules() {
    return RULES;
  }

  @Override
  public List<Trial> run(PreparedSlice slice, SliceObject object, Progress progress) {
    Mask truth = object.truth();
    Optional<Prompt.Box> box = jitter.isPresent()
        ? jitter.get().around(truth, object.seed(seed))
        : ObjectBoxes.tight(truth);
    if (box.isEmpty()) {
      return List.of();
    }
    Question question = Question.box(box.get());
    List<ScoredMask> pool = Question.ask(List.of(question), slice, progress).get(0);
    return List.of(new Trial(0, question.text(), pool, PoolRules.choose(RULES, truth, pool)));
  }
}
