// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.protocol;

import io.github.sam4j.eval.predictor.SlicePredictor.PreparedSlice;
import io.github.sam4j.io.volume.Intensity;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.ScoredMask;
import io.github.sam4j.metrics.simulation.ObjectBoxes;
import io.github.sam4j.metrics.surface.SurfaceComparison;
import io.github.sam4j.metrics.surface.SurfaceConvention;
import io.github.sam4j.progress.Progress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * MedSAM's box: the tight box of the object enlarged on each side by {@value #MARGIN} pixels where
 * the longer side of the picture has {@value #MARGIN_SCALE}, and clipped to the picture; one mask,
 * scored by Dice and by surface Dice (NSD). The selection is {@code MEDSAM_BOX}.
 *
 * <p>Small objects are left out. How MedSAM makes grey values of voxels is no part of this: choose
 * it for the run.
 *
 * @param minVoxels objects of fewer voxels in the volume are left out
 * @param minPixels objects of fewer pixels on the slice are left out
 * @param tolerance of surface Dice in millimetres, finite, at least 0; in pixels where the spacing
 *     isn't known
 */
record MedSamBox(long minVoxels, long minPixels, double tolerance) implements PromptedProtocol {
  /** Pixels added on each side, at the scale of {@link #MARGIN_SCALE}. */
  private static final double MARGIN = 20;

  /** Length of the longer side of the picture, in pixels, at which the margin is meant. */
  private static final double MARGIN_SCALE = 1024;

  /** The default: at least 1,000 voxels, 100 pixels, tolerance 2 mm. */
  static final MedSamBox STANDARD = new MedSamBox(1000, 100, 2);

  private static final List<SelectionRule> RULES = List.of(SelectionRule.output("MEDSAM_BOX", 0));
  private static final SurfaceConvention CONVENTION = SurfaceConvention.AREA_WEIGHTED_SURFEL;

  /**
   * Checks the options.
   *
   * @throws IllegalArgumentException if one is negative or the tolerance isn't finite
   */
  public MedSamBox {
    if (minVoxels < 0 || minPixels < 0 || !(tolerance >= 0 && Double.isFinite(tolerance))) {
      throw new IllegalArgumentException("options must be finite and at least 0, got minVoxels="
          + minVoxels + " minPixels=" + minPixels + " tolerance=" + tolerance);
    }
  }

  /** Returns {@code medsam} for the default, else with all options. */
  @Override
  public String name() {
    return equals(STANDARD)
        ? "medsam"
        : "medsam-" + minVoxels + "-voxels-" + minPixels + "-pixels-" + tolerance + "-mm";
  }

  @Override
  public Map<String, String> options() {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("box", "tight, enlarged by 20 pixels a side where the longer side has 1024");
    options.put("smallest object", minVoxels + " voxels, " + minPixels + " pixels on the slice");
    options.put("surface dice", CONVENTION.key() + ", tolerance " + tolerance + " mm");
    options.put(
        "grey values of the paper",
        Intensity.softTissue().name() + " for CT, else "
            + Intensity.percentileWithBlackZeros(0.5, 99.5).name());
    options.put("masks", "one");
    options.put("selections", PoolRules.names(rules()));
    return options;
  }

  @Override
  public List<SelectionRule> rules() {
    return RULES;
  }

  @Override
  public List<ScoreKey> scores() {
    return List.of(ScoreKey.SURFACE_DICE);
  }

  @Override
  public Optional<Citation> source() {
    return Optional.of(Citation.MEDSAM);
  }

  @Override
  public List<Trial> run(PreparedSlice slice, SliceObject object, Progress progress) {
    Mask truth = object.truth();
    boolean small = object.voxels().orElse(minVoxels) < minVoxels || truth.area() < minPixels;
    if (small || truth.isEmpty()) {
      return List.of();
    }
    double margin = MARGIN * Math.max(truth.width(), truth.height()) / MARGIN_SCALE;
    Question question = Question.box(ObjectBoxes.withMargin(truth, margin).orElseThrow());
    List<ScoredMask> pool = Question.ask(List.of(question), slice, progress).get(0);
    List<Trial.Choice> choices = PoolRules.choose(RULES, truth, pool).stream()
        .map(choice -> withSurfaceDice(choice, object))
        .toList();
    return List.of(new Trial(0, question.text(), pool, choices));
  }

  private Trial.Choice withSurfaceDice(Trial.Choice choice, SliceObject object) {
    double surfaceDice = SurfaceComparison.between(
            object.truth(), choice.mask(), object.spacing().inSinglePrecision())
        .distances(CONVENTION)
        .surfaceDice(tolerance);
    return new Trial.Choice(
        choice.selection(),
        choice.indices(),
        choice.mask(),
        Map.of(ScoreKey.SURFACE_DICE, surfaceDice));
  }
}
