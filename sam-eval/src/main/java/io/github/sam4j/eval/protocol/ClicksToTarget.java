// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.protocol;

import io.github.sam4j.eval.predictor.SlicePredictor.PreparedSlice;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.metrics.IouThreshold;
import io.github.sam4j.metrics.Overlap;
import io.github.sam4j.metrics.selection.MaskSelection;
import io.github.sam4j.metrics.simulation.ClickRule;
import io.github.sam4j.metrics.simulation.ClickRule.NextClick;
import io.github.sam4j.progress.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Clicks until the prediction is good enough, as RITM counts them (arXiv 2102.06583,
 * {@link ClickRule#RITM}). The prediction is empty at first; all clicks are sent each time, no mask
 * is fed back.
 *
 * <p>Each click gives a trial of the selection {@code NOC}. They end with the first whose IoU
 * reaches the target, with the last of {@value #MAX_CLICKS}, or where no wrong pixel is left that
 * wasn't clicked before. The number of clicks itself, NoC@q, is the first with an IoU of at least
 * q, else {@value #MAX_CLICKS}.
 *
 * @param output which mask answers a click
 * @param target the IoU at which clicks end; not below any of {@link #TARGETS}, so that all numbers
 *     can be told from the trials
 */
public record ClicksToTarget(Output output, IouThreshold target) implements Protocol {
  /** How many clicks at most, and what counts where a target isn't reached. */
  public static final int MAX_CLICKS = 20;

  /** The IoUs to reach, 0.80, 0.85 and 0.90, ascending. */
  public static final List<IouThreshold> TARGETS = List.of(
      IouThreshold.atLeast(80, 100), IouThreshold.atLeast(85, 100), IouThreshold.atLeast(90, 100));

  private static final IouThreshold HIGHEST = TARGETS.get(TARGETS.size() - 1);
  private static final String SELECTION = "NOC";

  /** Which mask answers a click. */
  public enum Output {
    /** The first of three. */
    FIRST_MULTIMASK("first multimask output"),

    /** The only one, output 0. */
    SINGLE_MASK("single mask"),

    /** Of three the one that SAM predicts the highest IoU for. */
    HIGHEST_PREDICTED_IOU("highest predicted IoU");

    private final String label;

    Output(String label) {
      this.label = label;
    }

    private Question ask(Question question) {
      return this == SINGLE_MASK ? question : question.multimask();
    }

    private SelectionRule rule() {
      return this == HIGHEST_PREDICTED_IOU
          ? SelectionRule.named(SELECTION, MaskSelection.argmaxPredictedIou())
          : SelectionRule.output(SELECTION, 0);
    }
  }

  /**
   * Checks the target.
   *
   * @throws IllegalArgumentException if it is not inclusive, or below 0.90
   */
  public ClicksToTarget {
    if (!target.inclusive() || Double.compare(target.value(), HIGHEST.value()) < 0) {
      throw new IllegalArgumentException(
          "target must be " + HIGHEST + " or a higher IoU to reach, got " + target);
    }
  }

  /** Returns the default: the first of three masks, until IoU 0.90. */
  public static ClicksToTarget standard() {
    return with(Output.FIRST_MULTIMASK);
  }

  /** Returns clicks until IoU 0.90. */
  public static ClicksToTarget with(Output output) {
    return new ClicksToTarget(output, HIGHEST);
  }

  /** Returns {@code noc} for the default, else with the choices, as in {@code noc-single-mask}. */
  @Override
  public String name() {
    return "noc"
        + (output == Output.FIRST_MULTIMASK
            ? ""
            : "-" + output.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        + (target.equals(HIGHEST) ? "" : "-to-" + target.fraction());
  }

  @Override
  public Map<String, String> options() {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("output", output.label);
    options.put("target", "IoU " + target);
    options.put("clicks", "up to " + MAX_CLICKS);
    options.put("click rule", "RITM, first of equally far pixels, no mask fed back");
    options.put("selections", SELECTION);
    return options;
  }

  @Override
  public List<Class<? extends PreparedSlice>> needs() {
    return List.of(PreparedSlice.Promptable.class);
  }

  @Override
  public List<Selection> selections() {
    return PoolRules.selections(List.of(output.rule()));
  }

  @Override
  public Optional<Citation> source() {
    return Optional.of(Citation.RITM);
  }

  @Override
  public boolean clicksToTarget() {
    return true;
  }

  @Override
  public List<Trial> run(PreparedSlice slice, SliceObject object, Progress progress) {
    Mask truth = object.truth();
    ClickChain chain = new ClickChain(truth, ClickRule.RITM, output.rule());
    List<Trial> trials = new ArrayList<>();
    while (trials.size() < MAX_CLICKS && !isReached(truth, chain.prediction())) {
      Optional<Question> question = chain.click(NextClick::first).map(output::ask);
      if (question.isEmpty()) {
        break;
      }
      int count = trials.size() + 1;
      progress.update((count - 1.0) / MAX_CLICKS, "click " + count);
      chain.answer(Question.ask(List.of(question.get()), slice, progress).get(0));
      trials.add(chain.trial(count));
    }
    return trials;
  }

  private boolean isReached(Mask truth, Mask prediction) {
    return target.accepts(Overlap.between(truth, prediction));
  }
}
