// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.protocol;

import io.github.sam4j.eval.predictor.SlicePredictor.PreparedSlice;
import io.github.sam4j.io.volume.Intensity;
import io.github.sam4j.mask.Components;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.ScoredMask;
import io.github.sam4j.metrics.selection.MaskSelection;
import io.github.sam4j.metrics.simulation.DistanceCentre;
import io.github.sam4j.metrics.simulation.ObjectBoxes;
import io.github.sam4j.progress.Progress;
import io.github.sam4j.prompt.Prompt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The five prompt modes of arXiv 2304.10517, each with three masks:
 *
 * <ol>
 *   <li>the centre of the largest component,
 *   <li>the centres of up to three largest components in one prompt,
 *   <li>a tight box around the largest component,
 *   <li>a tight box around each of up to three largest components, in separate prompts; the union
 *       of the first masks, of the second and of the third,
 *   <li>one tight box around everything.
 * </ol>
 *
 * <p>The selections {@code MODE_1} to {@code MODE_5} take the first of the three masks (not the one
 * of the highest predicted IoU), as the paper does without an oracle; {@code MODE_1_ORACLE} to
 * {@code MODE_5_ORACLE} take the best by IoU. Everything is scored against the whole object.
 *
 * <p>Components are 8-connected; of equally large ones the first in reading order comes first. The
 * centre is the pixel of the largest exact Euclidean distance to everything outside the component.
 * All prompts of an object are sent at once, without duplicates.
 *
 * @param seed chooses among pixels that are equally central
 */
record MazurowskiProtocol(long seed) implements PromptedProtocol {
  private static final int MAX_COMPONENTS = 3;
  private static final int MODES = 5;
  private static final List<List<SelectionRule>> RULES = IntStream.rangeClosed(1, MODES)
      .mapToObj(mode -> List.of(
          SelectionRule.output("MODE_" + mode, 0),
          SelectionRule.named("MODE_" + mode + "_ORACLE", MaskSelection.bestIou())))
      .toList();

  /** The union of masks of several prompts, which has no predicted IoU. */
  private record Union(Mask mask) implements ScoredMask {
    @Override
    public float predictedIou() {
      return Float.NaN;
    }
  }

  @Override
  public String name() {
    return "mazurowski" + PoolRules.seedSuffix(seed);
  }

  @Override
  public Map<String, String> options() {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("components", "8-connected, up to " + MAX_COMPONENTS + ", largest first");
    options.put("centre", "centre of the distance transform, ties at random");
    options.put("seed", Long.toString(seed));
    options.put("grey values of the paper", Intensity.zeroToMaxSlice().name());
    options.put("masks", "three per prompt");
    options.put("selections", PoolRules.names(rules()));
    return options;
  }

  @Override
  public List<SelectionRule> rules() {
    return RULES.stream().flatMap(List::stream).toList();
  }

  @Override
  public Optional<Citation> source() {
    return Optional.of(Citation.SAM_ON_MEDICAL_IMAGES);
  }

  @Override
  public List<Trial> run(PreparedSlice slice, SliceObject object, Progress progress) {
    Mask truth = object.truth();
    if (truth.isEmpty()) {
      return List.of();
    }
    List<List<Question>> modes = modes(truth, object.seed(seed));
    List<List<ScoredMask>> answers =
        Question.ask(modes.stream().flatMap(List::stream).toList(), slice, progress);
    List<Trial> trials = new ArrayList<>();
    int from = 0;
    for (int mode = 0; mode < MODES; mode++) {
      List<Question> questions = modes.get(mode);
      List<ScoredMask> pool = together(answers.subList(from, from + questions.size()));
      from += questions.size();
      trials.add(new Trial(
          0, Question.text(questions), pool, PoolRules.choose(RULES.get(mode), truth, pool)));
    }
    return trials;
  }

  /** The questions of each mode. */
  private static List<List<Question>> modes(Mask truth, long seed) {
    List<Mask> largest = Components.eightConnected(truth).largest(MAX_COMPONENTS);
    List<Prompt.Point> centres = IntStream.range(0, largest.size())
        .mapToObj(i -> DistanceCentre.of(largest.get(i)).orElseThrow().random(seed + i))
        .toList();
    List<Question> boxes = largest.stream().map(MazurowskiProtocol::box).toList();
    return List.of(
        List.of(Question.points(centres.subList(0, 1)).multimask()),
        List.of(Question.points(centres).multimask()),
        boxes.subList(0, 1),
        boxes,
        List.of(box(truth)));
  }

  private static Question box(Mask object) {
    Prompt.Box box = ObjectBoxes.tight(object).orElseThrow();
    return Question.box(box).multimask();
  }

  /** Returns the union of the first masks of all answers, of the second and of the third. */
  private static List<ScoredMask> together(List<List<ScoredMask>> answers) {
    List<ScoredMask> pool = answers.get(0);
    for (List<ScoredMask> more : answers.subList(1, answers.size())) {
      List<ScoredMask> before = pool;
      pool = IntStream.range(0, before.size())
          .<ScoredMask>mapToObj(
              i -> new Union(before.get(i).mask().or(more.get(i).mask())))
          .toList();
    }
    return pool;
  }
}
