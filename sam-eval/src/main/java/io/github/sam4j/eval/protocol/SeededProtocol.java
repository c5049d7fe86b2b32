// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.protocol;

import io.github.sam4j.eval.predictor.SlicePredictor.PreparedSlice;
import io.github.sam4j.eval.protocol.Protocols.Placement;
import io.github.sam4j.eval.protocol.Protocols.Prompts;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.ScoredMask;
import io.github.sam4j.metrics.selection.MaskSelection;
import io.github.sam4j.metrics.simulation.CentreOfMass;
import io.github.sam4j.metrics.simulation.DistanceCentre;
import io.github.sam4j.metrics.simulation.RandomPoints;
import io.github.sam4j.progress.Progress;
import io.github.sam4j.prompt.Prompt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The seeded mode of arXiv 2312.12880: points on the object, three masks for each prompt. The paper
 * doesn't say how many points, nor where.
 *
 * <p>One joint prompt gives a pool of SAM's three masks, for which {@code SEEDED_MASK_0} to
 * {@code SEEDED_MASK_2} take each by itself, {@code SEEDED_HIGHEST_PREDICTED_IOU} the one with the
 * highest predicted IoU, and {@code SEEDED_BEST_IOU} the best by IoU. Points prompted one by one
 * give a pool of three masks each, from which the paper's selections choose as from automatic
 * masks: {@code SEEDED_ALL_UNION}, {@code SEEDED_BEST_IOU}, {@code SEEDED_IOU_GT_025_UNION},
 * {@code SEEDED_IOU_GT_050_UNION}, and beside them {@code SEEDED_HIGHEST_PREDICTED_IOU}. Of equally
 * good masks the first is taken.
 *
 * @param points number of points, at least 1; of an object with fewer pixels every pixel is taken
 *     once, and the prompt's text says so
 * @param placement where the points are
 * @param prompts how they are sent
 * @param seed of random points; others don't depend on it
 */
record SeededProtocol(int points, Placement placement, Prompts prompts, long seed)
    implements PromptedProtocol {
  private static final String BEST_IOU = "SEEDED_BEST_IOU";
  private static final SelectionRule HIGHEST_PREDICTED_IOU =
      SelectionRule.named("SEEDED_HIGHEST_PREDICTED_IOU", MaskSelection.argmaxPredictedIou());

  private static final List<SelectionRule> OF_JOINT_PROMPT = Stream.concat(
          IntStream.range(0, 3).mapToObj(i -> SelectionRule.output("SEEDED_MASK_" + i, i)),
          Stream.of(HIGHEST_PREDICTED_IOU, SelectionRule.named(BEST_IOU, MaskSelection.bestIou())))
      .toList();

  private static final List<SelectionRule> OF_POOL = Stream.concat(
          MaskSelection.paper().stream()
              .map(selection -> SelectionRule.named("SEEDED_" + selection.name(), selection)),
          Stream.of(HIGHEST_PREDICTED_IOU))
      .toList();

  /**
   * Checks the number of points.
   *
   * @throws IllegalArgumentException if it is below 1, or above 1 for a centre
   */
  public SeededProtocol {
    if (points < 1) {
      throw new IllegalArgumentException("points must be at least 1, got points=" + points);
    }
    if (points > 1 && placement != Placement.RANDOM) {
      throw new IllegalArgumentException("several points must be placed at random, since an object"
          + " has one centre, got points=" + points + " placement=" + placement.key());
    }
  }

  /**
   * Returns {@code seeded} for the default, else the choices, as in {@code seeded-5-random-joint}.
   */
  @Override
  public String name() {
    boolean isDefault = placement == Placement.DISTANCE_CENTRE && prompts == Prompts.JOINT;
    return isDefault
        ? "seeded"
        : "seeded-" + points + "-" + placement.key() + "-" + prompts.key()
            + (placement == Placement.RANDOM ? PoolRules.seedSuffix(seed) : "");
  }

  @Override
  public Map<String, String> options() {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("points", Integer.toString(points));
    options.put("placement", placement.label());
    options.put("prompts", prompts.label());
    if (placement == Placement.RANDOM) {
      options.put("seed", Long.toString(seed));
    }
    options.put("masks", "three per prompt");
    options.put("selections", PoolRules.names(rules()));
    return options;
  }

  @Override
  public List<SelectionRule> rules() {
    return prompts == Prompts.JOINT ? OF_JOINT_PROMPT : OF_POOL;
  }

  @Override
  public Optional<Citation> source() {
    return Optional.of(Citation.SAM_ON_RADIOLOGY);
  }

  @Override
  public List<Trial> run(PreparedSlice slice, SliceObject object, Progress progress) {
    Mask truth = object.truth();
    if (truth.isEmpty()) {
      return List.of();
    }
    List<Prompt.Point> seeds = seeds(truth, object.seed(seed));
    List<Question> questions = prompts == Prompts.JOINT
        ? List.of(Question.points(seeds).multimask())
        : seeds.stream()
            .map(point -> Question.points(List.of(point)).multimask())
            .toList();
    List<ScoredMask> pool = new ArrayList<>();
    Question.ask(questions, slice, progress).forEach(pool::addAll);
    String text = Question.text(questions)
        + (seeds.size() < points ? " (" + seeds.size() + " of " + points + ")" : "");
    return List.of(new Trial(0, text, pool, PoolRules.choose(rules(), truth, pool)));
  }

  private List<Prompt.Point> seeds(Mask truth, long sliceSeed) {
    return switch (placement) {
      case DISTANCE_CENTRE -> List.of(DistanceCentre.of(truth).orElseThrow().first());
      case RANDOM -> RandomPoints.uniform(truth, points, sliceSeed).points();
      case CENTRE_OF_MASS ->
        List.of(CentreOfMass.of(truth).orElseThrow().nearestIn(truth).get(0));
    };
  }
}
