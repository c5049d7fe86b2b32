// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.protocol;

import io.github.sam4j.eval.predictor.SlicePredictor.PreparedSlice;
import io.github.sam4j.io.volume.Intensity;
import io.github.sam4j.mask.ScoredMask;
import io.github.sam4j.metrics.selection.MaskSelection;
import io.github.sam4j.metrics.simulation.ClickRule;
import io.github.sam4j.progress.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The interactive part of arXiv 2304.10517: the first click is the centre of the whole object, each
 * further one the pixel farthest from everything that is right already ({@link ClickRule#XOR}),
 * positive if it is on the object. All clicks are sent each time; no mask is fed back.
 *
 * <p>There are two chains of clicks. {@code CLICKS} continues from the first of SAM's three masks,
 * {@code CLICKS_ORACLE} from the best by IoU. Each gives a trial for 1 click, 2 clicks, and so on.
 * Where a prediction equals the truth there is nothing to click at: its result then counts for all
 * further numbers of clicks too, so that each number has every slice.
 *
 * @param clicks how many at most, at least 1
 * @param seed chooses among pixels that are equally far
 */
record IterativeClicks(int clicks, long seed) implements PromptedProtocol {
  /** Number of clicks in the paper. */
  static final int DEFAULT_CLICKS = 9;

  private static final SelectionRule FIRST = SelectionRule.output("CLICKS", 0);
  private static final SelectionRule ORACLE =
      SelectionRule.named("CLICKS_ORACLE", MaskSelection.bestIou());

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public IterativeClicks {
    if (clicks < 1) {
      throw new IllegalArgumentException("clicks must be at least 1, got clicks=" + clicks);
    }
  }

  /** Returns {@code clicks} for nine of them, else with their number, as in {@code clicks-5}. */
  @Override
  public String name() {
    return (clicks == DEFAULT_CLICKS ? "clicks" : "clicks-" + clicks) + PoolRules.seedSuffix(seed);
  }

  @Override
  public Map<String, String> options() {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("clicks", "1 to " + clicks);
    options.put("click rule", "farthest pixel inside prediction XOR truth, ties at random");
    options.put("seed", Long.toString(seed));
    options.put("grey values of the paper", Intensity.zeroToMaxSlice().name());
    options.put("masks", "three per prompt, no mask fed back");
    options.put("selections", PoolRules.names(rules()));
    return options;
  }

  @Override
  public List<SelectionRule> rules() {
    return List.of(FIRST, ORACLE);
  }

  @Override
  public Optional<Citation> source() {
    return Optional.of(Citation.SAM_ON_MEDICAL_IMAGES);
  }

  @Override
  public List<Trial> run(PreparedSlice slice, SliceObject object, Progress progress) {
    if (object.truth().isEmpty()) {
      return List.of();
    }
    List<ClickChain> chains = List.of(
        new ClickChain(object.truth(), ClickRule.XOR, FIRST),
        new ClickChain(object.truth(), ClickRule.XOR, ORACLE));
    List<Trial> trials = new ArrayList<>();
    for (int count = 1; count <= clicks; count++) {
      progress.update((count - 1.0) / clicks, "click " + count);
      step(chains, object.seed(seed) + count, slice, progress);
      for (ClickChain chain : chains) {
        trials.add(chain.trial(count));
      }
    }
    return trials;
  }

  /** Adds a click to each chain that still has an error; while they agree, they share a prompt. */
  private static void step(
      List<ClickChain> chains, long seed, PreparedSlice slice, Progress progress) {
    List<ClickChain> asking = new ArrayList<>();
    List<Question> questions = new ArrayList<>();
    for (ClickChain chain : chains) {
      Optional<Question> question = chain.click(next -> next.random(seed));
      question.map(Question::multimask).ifPresent(questions::add);
      question.ifPresent(added -> asking.add(chain));
    }
    if (asking.isEmpty()) {
      return;
    }
    List<List<ScoredMask>> answers = Question.ask(questions, slice, progress);
    for (int i = 0; i < asking.size(); i++) {
      asking.get(i).answer(answers.get(i));
    }
  }
}
