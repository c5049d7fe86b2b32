// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.automatic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.automatic.AutomaticMask;
import io.github.sam4j.automatic.AutomaticMaskSettings;
import io.github.sam4j.automatic.CandidatePool;
import io.github.sam4j.internal.drawing.CompactMask;
import io.github.sam4j.internal.drawing.LogitUpscaler.Stability;
import io.github.sam4j.mask.Box;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.prompt.Prompt;
import io.github.sam4j.weights.ModelSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Selections from made-up candidates; each is told by the x of its point. */
final class CandidateSelectionTest {
  private static final int SIDE = 512;
  private static final Box SMALL = new Box(100, 100, 119, 119);
  private static final Stability STABLE = new Stability(1, 20, 20);

  private static final AutomaticMaskSettings CROPS =
      AutomaticMaskSettings.builder().cropLayers(1).build();

  @Test
  void predictedIouEqualToItsThresholdInSinglePrecisionIsDropped() {
    List<Candidate> candidates = List.of(
        candidate(0, 0, 0.88f, STABLE, SMALL),
        candidate(1, 0, Math.nextUp(0.88f), STABLE, new Box(200, 200, 300, 300)));

    assertThat(selected(AutomaticMaskSettings.defaults(), candidates)).containsExactly(1);
  }

  @Test
  void stabilityEqualToItsThresholdInSinglePrecisionStays() {
    List<Candidate> candidates = List.of(
        candidate(0, 0, 0.9f, new Stability(1, 19, 20), SMALL),
        candidate(1, 0, 0.9f, new Stability(1, 949, 1000), new Box(200, 200, 300, 300)));

    assertThat(selected(AutomaticMaskSettings.defaults(), candidates)).containsExactly(0);
  }

  @Test
  void thresholdOfZeroKeepsWhatHasNoScore() {
    AutomaticMaskSettings off = AutomaticMaskSettings.builder()
        .predictedIouThreshold(0)
        .stabilityThreshold(0)
        .build();
    AutomaticMaskSettings almostOff =
        off.toBuilder().predictedIouThreshold(1e-9).stabilityThreshold(1e-9).build();
    List<Candidate> candidates = List.of(
        candidate(0, 0, -0.5f, STABLE, SMALL),
        candidate(1, 0, 0.5f, new Stability(1, 0, 0), new Box(200, 200, 300, 300)));

    assertThat(selected(off, candidates)).containsExactly(1, 0);
    assertThat(selected(almostOff, candidates)).isEmpty();
  }

  @Test
  void stabilityIsThatOfTheOffsetOfTheSettings() {
    Candidate candidate = new Candidate(
        0,
        new Prompt.Point(0, 0, true),
        0.9f,
        List.of(new Stability(1, 1, 2), new Stability(0.5f, 99, 100)),
        SMALL,
        mask(SMALL));
    CandidatePool pool = new GridCandidates(
        SIDE,
        SIDE,
        Crop.layersOf(ModelSpec.sam1(), SIDE, SIDE, 0, 0),
        AutomaticMaskSettings.defaults(),
        new CandidatePool.Floor(0, 0, List.of(1.0, 0.5)),
        List.of(candidate),
        new StageClock().times(1));

    assertThat(pool.select(AutomaticMaskSettings.defaults())).isEmpty();
    assertThat(pool.select(AutomaticMaskSettings.builder().stabilityOffset(0.5).build()))
        .singleElement()
        .satisfies(mask -> assertThat(mask.stabilityScore()).isEqualTo(0.99f));
  }

  @Test
  void boxesSuppressEachOtherWithinTheirCropFirst() {
    // of the whole image: 0 suppresses 1; of a crop: 2 suppresses 3, then 0
    List<Candidate> candidates = List.of(
        candidate(0, 0, 0.95f, STABLE, SMALL),
        candidate(1, 0, 0.94f, STABLE, SMALL),
        candidate(2, 1, 0.93f, STABLE, SMALL),
        candidate(3, 1, 0.92f, STABLE, SMALL),
        candidate(4, 0, 0.91f, STABLE, new Box(300, 300, 320, 320)));

    assertThat(selected(CROPS, candidates.subList(0, 4))).containsExactly(2);
    assertThat(selected(CROPS.toBuilder().cropNmsThreshold(1).build(), candidates.subList(0, 4)))
        .containsExactly(2, 0);
  }

  @Test
  void masksOfSmallerCropsComeFirst() {
    List<Candidate> candidates = List.of(
        candidate(0, 0, 0.99f, STABLE, new Box(0, 0, 30, 30)),
        candidate(1, 1, 0.90f, STABLE, new Box(100, 100, 130, 130)),
        candidate(2, 4, 0.95f, STABLE, new Box(300, 300, 330, 330)));

    List<AutomaticMask> masks = select(CROPS, candidates);

    // crops of equal size stay in their order, whatever their scores
    assertThat(masks).extracting(m -> (int) m.point().x()).containsExactly(1, 2, 0);
    assertThat(masks)
        .extracting(AutomaticMask::cropBox)
        .containsExactly(
            new Box(0, 0, 342, 342), new Box(169, 169, 511, 511), new Box(0, 0, 511, 511));
  }

  @Test
  void masksThatCleaningHasChangedGiveWay() {
    // 0 and 1 have other boxes until the crumb of 0 is gone
    Box crumb = new Box(400, 400, 402, 402);
    Candidate crumbs = new Candidate(
        0,
        new Prompt.Point(0, 0, true),
        0.99f,
        List.of(STABLE),
        new Box(100, 100, 402, 402),
        CompactMask.of(mask(SMALL).toMask().or(mask(crumb).toMask())));
    List<Candidate> candidates = List.of(crumbs, candidate(1, 0, 0.9f, STABLE, SMALL));
    AutomaticMaskSettings clean =
        AutomaticMaskSettings.builder().minMaskRegionArea(50).build();

    assertThat(selected(AutomaticMaskSettings.defaults(), candidates)).containsExactly(0, 1);
    assertThat(selected(clean, candidates)).containsExactly(1);
    assertThat(select(clean, candidates.subList(0, 1))).singleElement().satisfies(mask -> {
      assertThat(mask.mask()).isEqualTo(mask(SMALL).toMask());
      assertThat(mask.box()).isEqualTo(SMALL);
      assertThat(mask.predictedIou()).isEqualTo(0.99f);
    });
  }

  @Test
  void higherOfTheTwoSuppressionThresholdsHoldsAfterCleaning() {
    // IoU of boxes without last row and column: 19 * 16 / (19 * 19)
    List<Candidate> candidates = List.of(
        candidate(0, 0, 0.9f, STABLE, SMALL),
        candidate(1, 0, 0.9f, STABLE, new Box(100, 100, 119, 116)));
    AutomaticMaskSettings settings = AutomaticMaskSettings.builder()
        .boxNmsThreshold(0.9)
        .cropNmsThreshold(0.5)
        .minMaskRegionArea(1)
        .build();

    assertThat(selected(settings, candidates)).containsExactly(0, 1);
    assertThat(selected(
            settings.toBuilder().boxNmsThreshold(0.5).cropNmsThreshold(0.9).build(), candidates))
        .containsExactly(0);
  }

  @Test
  void emptyMaskOfACropKeepsItsBoxUnlessItIsChanged() {
    Box first = new Box(169, 169, 169, 169);
    Candidate empty = new Candidate(
        4,
        new Prompt.Point(0, 0, true),
        0.9f,
        List.of(STABLE),
        first,
        CompactMask.of(Mask.empty(SIDE, SIDE)));
    AutomaticMaskSettings clean = CROPS.toBuilder().minMaskRegionArea(50).build();

    assertThat(select(clean, List.of(empty)))
        .singleElement()
        .satisfies(mask -> assertThat(mask.box()).isEqualTo(first));
  }

  private static List<Integer> selected(
      AutomaticMaskSettings settings, List<Candidate> candidates) {
    return select(settings, candidates).stream().map(m -> (int) m.point().x()).toList();
  }

  private static List<AutomaticMask> select(
      AutomaticMaskSettings settings, List<Candidate> candidates) {
    List<Candidate> byCrop = candidates.stream()
        .sorted((a, b) -> Integer.compare(a.crop(), b.crop()))
        .toList();
    return new GridCandidates(
            SIDE,
            SIDE,
            Crop.layersOf(
                ModelSpec.sam1(), SIDE, SIDE, settings.cropLayers(), settings.cropOverlapRatio()),
            settings,
            new CandidatePool.Floor(0, 0, List.of(1.0)),
            byCrop,
            new StageClock().times(1))
        .select(settings);
  }

  private static Candidate candidate(
      int point, int crop, float predictedIou, Stability stability, Box box) {
    return new Candidate(
        crop, new Prompt.Point(point, 0, true), predictedIou, List.of(stability), box, mask(box));
  }

  private static CompactMask mask(Box box) {
    return CompactMask.of(Mask.of(
        SIDE, SIDE, (x, y) -> x >= box.x0() && x <= box.x1() && y >= box.y0() && y <= box.y1()));
  }
}
