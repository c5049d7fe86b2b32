// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.sam4j.eval.predictor.StubPredictor.Answer;
import io.github.sam4j.eval.protocol.Protocol.SliceObject;
import io.github.sam4j.eval.protocol.Protocol.Trial;
import io.github.sam4j.image.Spacing;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.progress.Progress;
import io.github.sam4j.prompt.Prompt;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class MedSamBoxTest {
  private static final Mask TRUTH = TestObjects.rectangle(512, 256, 3, 40, 60, 100);

  private static List<Trial> run(Protocol protocol, RecordedSlice slice, SliceObject object) {
    return protocol.run(slice, object, Progress.none());
  }

  private static SliceObject object(Mask truth, Spacing spacing, long voxels) {
    return new SliceObject("case", 0, "organ", truth, spacing, OptionalLong.of(voxels));
  }

  private static RecordedSlice answering(Mask mask) {
    return new RecordedSlice(prompt -> Answer.of(mask, prompt.isMultimask()));
  }

  @Test
  void boxGrowsByTwentyPixelsAtTheScaleOf1024AndStaysInThePicture() {
    RecordedSlice slice = answering(TRUTH);

    List<Trial> trials = run(Protocols.medSamBox(), slice, object(TRUTH, Spacing.UNIT, 1000));

    assertThat(trials).singleElement().extracting(Trial::prompt).isEqualTo("[0, 30, 70, 110]");
    assertThat(slice.prompts()).singleElement().satisfies(prompt -> {
      assertThat(prompt.box()).contains(new Prompt.Box(0, 30, 70, 110));
      assertThat(prompt.isMultimask()).isFalse();
    });
    assertThat(trials.get(0).choices())
        .containsExactly(
            new Trial.Choice("MEDSAM_BOX", List.of(0), TRUTH, Map.of(ScoreKey.SURFACE_DICE, 1.0)));
  }

  @Test
  void marginMayBeAFraction() {
    Mask truth = TestObjects.rectangle(166, 164, 60, 70, 80, 90);
    RecordedSlice slice = answering(truth);

    List<Trial> trials = run(Protocols.medSamBox(), slice, object(truth, Spacing.UNIT, 1000));

    assertThat(trials.get(0).prompt())
        .as("a margin of 20 * 166 / 1024 = 3.2421875")
        .isEqualTo("[56.7578125, 66.7578125, 83.2421875, 93.2421875]");
  }

  @Test
  void smallObjectsAreLeftOut() {
    Mask hundred = TestObjects.rectangle(64, 64, 10, 10, 19, 19);
    Mask one = TestObjects.rectangle(64, 64, 10, 10, 10, 10);
    Mask ninetyNine = hundred.andNot(one);

    assertThat(run(Protocols.medSamBox(), answering(one), object(hundred, Spacing.UNIT, 1000)))
        .hasSize(1);
    assertThat(run(Protocols.medSamBox(), answering(one), object(hundred, Spacing.UNIT, 999)))
        .isEmpty();
    assertThat(run(Protocols.medSamBox(), answering(one), object(ninetyNine, Spacing.UNIT, 1000)))
        .isEmpty();
    assertThat(run(new MedSamBox(0, 0, 2), answering(one), object(one, Spacing.UNIT, 1)))
        .hasSize(1);
  }

  @Test
  void surfaceDiceIsInMillimetres() {
    Mask truth = TestObjects.rectangle(100, 100, 20, 20, 59, 59);
    Mask shifted = TestObjects.rectangle(100, 100, 24, 20, 63, 59);

    // columns are 4 pixels apart on two of four sides: within 2 mm if a pixel has at most 0.5 mm
    assertThat(surfaceDice(2, truth, shifted, Spacing.of(0.5, 0.5))).isEqualTo(1);
    assertThat(surfaceDice(2, truth, shifted, Spacing.of(1, 1))).isLessThan(0.6);
    assertThat(surfaceDice(4, truth, shifted, Spacing.of(1, 1))).isEqualTo(1);
    assertThat(surfaceDice(2, truth, Mask.empty(100, 100), Spacing.UNIT)).isZero();
  }

  @Test
  void toleranceIncludesPixelsWhoseSpacingWasStoredInSinglePrecision() {
    Mask truth = TestObjects.rectangle(100, 100, 20, 20, 59, 59);
    Mask shifted = TestObjects.rectangle(100, 100, 25, 20, 64, 59);

    assertThat(surfaceDice(2, truth, shifted, Spacing.of(0.4f, 0.4f))).isEqualTo(1, within(0.0));
  }

  private static double surfaceDice(double tolerance, Mask truth, Mask found, Spacing spacing) {
    return run(new MedSamBox(1000, 100, tolerance), answering(found), object(truth, spacing, 5000))
        .get(0)
        .choices()
        .get(0)
        .scores()
        .getOrDefault(ScoreKey.SURFACE_DICE, Double.NaN);
  }

  @Test
  void nameTellsWhatIsNotDefault() {
    assertThat(new MedSamBox(1000, 100, 2).name()).isEqualTo("medsam");
    assertThat(new MedSamBox(0, 10, 1).name()).isEqualTo("medsam-0-voxels-10-pixels-1.0-mm");
    assertThat(Protocols.medSamBox().options())
        .containsEntry("surface dice", "area_weighted_surfel, tolerance 2.0 mm")
        .containsEntry("smallest object", "1000 voxels, 100 pixels on the slice");
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MedSamBox(-1, 0, 2))
        .withMessageContaining("minVoxels=-1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MedSamBox(0, 0, Double.NaN))
        .withMessageContaining("tolerance=NaN");
  }
}
