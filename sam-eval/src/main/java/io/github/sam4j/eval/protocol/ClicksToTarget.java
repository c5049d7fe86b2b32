// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.protocol;

import io.github.sam4j.eval.predictor.SlicePredictor.PreparedSlice;
import io.github.sam4j.eval.protocol.Protocols.ClickOutput;
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
 * <p>Each click gives a trial of the selection {@code NOC}. Clicking ends with the first trial
 * whose IoU reaches the target, with the last of {@value Protocols#MAX_CLICKS}, or when every wrong
 * pixel has been clicked. The number of clicks itself, NoC@q, is the first with an IoU of at least
 * q, else {@value Protocols#MAX_CLICKS}.
 *
 * @param output which mask answers a click
 * @param target the IoU at which clicks end; not below any of {@link Protocols#IOU_TARGETS}, so
 *     that all numbers follow from the trials
 */
record ClicksToTarget(ClickOutput output, IouThreshold target) implements PromptedProtocol {
  static final IouThreshold HIGHEST = Protocols.IOU_TARGETS.get(Protocols.IOU_TARGETS.size() - 1);
  private static final String SELECTION = "NOC";

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

  /** Returns {@code noc} for the default, else with the choices, as in {@code noc-single-mask}. */
  @Override
  public String name() {
    return "noc"
        + (output == ClickOutput.FIRST_MULTIMASK
            ? ""
            : "-" + output.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        + (target.equals(HIGHEST) ? "" : "-to-" + target.fraction());
  }

  @Override
  public Map<String, String> options() {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("output", output.label());
    options.put("target", "IoU " + target);
    options.put("clicks", "up to " + Protocols.MAX_CLICKS);
    options.put("click rule", "RITM, first of equally far pixels, no mask fed back");
    options.put("selections", SELECTION);
    return options;
  }

  @Override
  public List<SelectionRule> rules() {
    return List.of(
        output == ClickOutput.HIGHEST_PREDICTED_IOU
            ? SelectionRule.named(SELECTION, MaskSelection.argmaxPredictedIou())
            : SelectionRule.output(SELECTION, 0));
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
    ClickChain chain = new ClickChain(truth, ClickRule.RITM, rules().get(0));
    List<Trial> trials = new ArrayList<>();
    while (trials.size() < Protocols.MAX_CLICKS && !isReached(truth, chain.prediction())) {
      Optional<Question> question = chain.click(NextClick::first);
      if (question.isEmpty()) {
        break;
      }
      int count = trials.size() + 1;
      progress.update((count - 1.0) / Protocols.MAX_CLICKS, "click " + count);
      Question next =
          output == ClickOutput.SINGLE_MASK ? question.get() : question.get().multimask();
      chain.answer(Question.ask(List.of(next), slice, progress).get(0));
      trials.add(chain.trial(count));
    }
    return trials;
  }

  private boolean isReached(Mask truth, Mask prediction) {
    return target.accepts(Overlap.between(truth, prediction));
  }
}
