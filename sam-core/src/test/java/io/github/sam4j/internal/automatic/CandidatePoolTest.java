// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.automatic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.SamSegmenter;
import io.github.sam4j.TinySam;
import io.github.sam4j.automatic.AutomaticMask;
import io.github.sam4j.automatic.AutomaticMaskSettings;
import io.github.sam4j.automatic.CandidatePool;
import io.github.sam4j.automatic.PointGrid;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.progress.Progress;
import io.github.sam4j.weights.ModelSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Pools of {@link TinySam}: a selection equals a run of its own. */
final class CandidatePoolTest {
  private static final RgbImage IMAGE = TinySam.image(301, 257, 7);

  private static final AutomaticMaskSettings SETTINGS = AutomaticMaskSettings.builder()
      .pointsPerSide(4)
      .predictedIouThreshold(0.5)
      .cropLayers(1)
      .cropPointsDownscaleFactor(2)
      .build();

  private static SamSegmenter sam;
  private static CandidatePool all;

  @BeforeAll
  static void load(@TempDir Path folder) throws IOException {
    sam = SamSegmenter.builder(TinySam.model(folder)).threads(2).build();
    all = sam.automatic(SETTINGS)
        .candidates(IMAGE, new CandidatePool.Floor(0, 0, List.of(1.0, 0.5, 3.0)), Progress.none());
  }

  @AfterAll
  static void close() {
    sam.close();
  }

  @ParameterizedTest(name = "IoU {0}, stability {1} at {2}, NMS {3} and {4}, area {5}")
  @CsvSource({
    "0, 0, 1, 1, 1, 0",
    "0, 0, 0.5, 0.7, 0.7, 0",
    "0.75, 0, 1, 0.7, 0.7, 0",
    "0.7, 0.8, 1, 0.9, 0.5, 0",
    "0.7, 0.5, 3, 0.9, 0.5, 0",
    "0, 0.6, 0.5, 0.7, 0.3, 500",
    "1, 1, 1, 0.7, 0.7, 100"
  })
  void selectionEqualsARunWithItsSettings(
      double iou, double stability, double offset, double boxNms, double cropNms, int minArea) {
    AutomaticMaskSettings settings = SETTINGS.toBuilder()
        .predictedIouThreshold(iou)
        .stabilityThreshold(stability)
        .stabilityOffset(offset)
        .boxNmsThreshold(boxNms)
        .cropNmsThreshold(cropNms)
        .minMaskRegionArea(minArea)
        .build();

    List<AutomaticMask> selected = all.select(settings);

    assertThat(selected).isEqualTo(sam.automatic(settings).generate(IMAGE));
  }

  @Test
  void selectionsDifferFromEachOther() {
    AutomaticMaskSettings loose = SETTINGS.toBuilder()
        .predictedIouThreshold(0)
        .stabilityThreshold(0)
        .boxNmsThreshold(1)
        .cropNmsThreshold(1)
        .build();
    int count = all.select(loose).size();

    assertThat(count).isEqualTo(all.size());
    assertThat(all.select(loose.toBuilder().predictedIouThreshold(0.75).build()))
        .hasSizeBetween(3, count - 3);
    assertThat(all.select(loose.toBuilder().stabilityThreshold(0.8).build()))
        .hasSizeBetween(3, count - 3);
    assertThat(all.select(loose.toBuilder().boxNmsThreshold(0.5).build()))
        .hasSizeBetween(3, count - 3);
    assertThat(all.select(loose.toBuilder().minMaskRegionArea(500).build()))
        .isNotEqualTo(all.select(loose));
  }

  @Test
  void poolOfSettingsTakesAnyStabilityThreshold() {
    AutomaticMaskSettings strict = SETTINGS.toBuilder().stabilityThreshold(1).build();
    CandidatePool pool = sam.automatic(strict).candidates(IMAGE);

    assertThat(pool.floor()).isEqualTo(new CandidatePool.Floor(0.5, 0, List.of(1.0)));
    assertThat(pool.settings()).isSameAs(strict);
    for (double stability : new double[] {0, 0.6, 0.95}) {
      AutomaticMaskSettings settings =
          strict.toBuilder().stabilityThreshold(stability).build();
      assertThat(pool.select(settings)).isEqualTo(all.select(settings));
    }
  }

  @Test
  void floorKeepsWhatIsStableAtOneOffsetAtLeast() {
    CandidatePool.Floor floor = new CandidatePool.Floor(0.5, 0.8, List.of(3.0, 0.5));

    CandidatePool pool = sam.automatic(SETTINGS).candidates(IMAGE, floor, Progress.none());

    assertThat(pool.size()).isBetween(3, all.size() - 3);
    for (double offset : new double[] {3, 0.5}) {
      AutomaticMaskSettings settings =
          SETTINGS.toBuilder().stabilityThreshold(0.8).stabilityOffset(offset).build();
      assertThat(pool.select(settings)).isEqualTo(all.select(settings));
    }
  }

  private record Refusal(Consumer<AutomaticMaskSettings.Builder> change, String name, String got) {}

  static Stream<Arguments> refusals() {
    return Stream.of(
            new Refusal(
                b -> b.pointsPerSide(5),
                "grid of layer 0 must be that of the pool, pointsPerSide=4",
                "got pointsPerSide=5: 25 points instead of 16"),
            new Refusal(
                b -> b.pointGrids(List.of(PointGrid.regular(4), PointGrid.regular(3))),
                "grid of layer 1 must be that of the pool, pointsPerSide=4 with"
                    + " cropPointsDownscaleFactor=2",
                "got pointGrids[1]: 9 points instead of 4"),
            new Refusal(
                b -> b.cropPointsDownscaleFactor(1),
                "grid of layer 1 must be that of the pool, pointsPerSide=4 with"
                    + " cropPointsDownscaleFactor=2",
                "got pointsPerSide=4 with cropPointsDownscaleFactor=1: 16 points instead of 4"),
            new Refusal(b -> b.cropLayers(2), "cropLayers", "that of the pool, 1, got 2"),
            new Refusal(
                b -> b.cropOverlapRatio(0.75),
                "cropOverlapRatio must make the crops of the pool, as 0.34",
                "got 0.75, which makes Box[x0=0, y0=0, x1=6, y1=6] of"
                    + " Box[x0=0, y0=0, x1=4, y1=4] in layer 1"),
            new Refusal(b -> b.predictedIouThreshold(0.49), "predictedIouThreshold", "0.49"),
            new Refusal(b -> b.predictedIouThreshold(0), "predictedIouThreshold", "0.0"),
            new Refusal(b -> b.stabilityThreshold(0.59), "stabilityThreshold", "0.59"),
            new Refusal(b -> b.stabilityOffset(2), "stabilityOffset", "2.0"))
        .map(r -> Arguments.of(r.name(), r.got(), r.change()));
  }

  @ParameterizedTest(name = "{0} of {1}")
  @MethodSource("refusals")
  void whatThePoolCannotAnswerIsRefused(
      String name, String got, Consumer<AutomaticMaskSettings.Builder> change) {
    CandidatePool pool = new GridCandidates(
        8,
        8,
        Crop.layersOf(ModelSpec.sam1(), 8, 8, 1, SETTINGS.cropOverlapRatio()),
        SETTINGS,
        new CandidatePool.Floor(0.5, 0.6, List.of(1.0, 3.0)),
        List.of(),
        new StageClock().times(1));
    AutomaticMaskSettings.Builder builder = SETTINGS.toBuilder();
    change.accept(builder);
    AutomaticMaskSettings settings = builder.build();

    assertThatThrownBy(() -> pool.select(settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(got);
    assertThat(pool.select(SETTINGS)).isEmpty();
  }

  private static CandidatePool emptyPool(AutomaticMaskSettings settings) {
    return new GridCandidates(
        8,
        8,
        Crop.layersOf(ModelSpec.sam1(), 8, 8, settings.cropLayers(), settings.cropOverlapRatio()),
        settings,
        CandidatePool.Floor.of(settings),
        List.of(),
        new StageClock().times(1));
  }

  @Test
  void ownGridOfTheSameSizeIsRefusedWithTheFirstPointThatDiffers() {
    AutomaticMaskSettings settings = AutomaticMaskSettings.builder()
        .pointGrids(List.of(PointGrid.of(new double[] {0.5, 0.5}, new double[] {0.25, 0.5})))
        .build();
    PointGrid other = PointGrid.of(new double[] {0.5, 0.5}, new double[] {0.25, 0.75});
    AutomaticMaskSettings changed =
        settings.toBuilder().pointGrids(List.of(other)).build();

    assertThatThrownBy(() -> emptyPool(settings).select(changed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("grid of layer 0")
        .hasMessageContaining("point 1 at (0.25, 0.75) instead of (0.25, 0.5)");
  }

  static Stream<Arguments> settingsOfTheSameGridsAndCrops() {
    AutomaticMaskSettings uncropped =
        AutomaticMaskSettings.builder().pointsPerSide(4).build();
    AutomaticMaskSettings own = SETTINGS.toBuilder()
        .pointGrids(List.of(PointGrid.regular(4), PointGrid.regular(2)))
        .build();
    return Stream.of(
        Arguments.of("overlap of no crops", uncropped, uncropped.toBuilder().cropOverlapRatio(0.1)),
        Arguments.of(
            "factor without crops", uncropped, uncropped.toBuilder().cropPointsDownscaleFactor(3)),
        Arguments.of("factor of own grids", own, own.toBuilder().cropPointsDownscaleFactor(3)),
        Arguments.of("the same points as own grids", SETTINGS, own.toBuilder()),
        // 2 pixels, as before
        Arguments.of(
            "rounded to the same crops", SETTINGS, SETTINGS.toBuilder().cropOverlapRatio(0.25)),
        Arguments.of("batch", SETTINGS, SETTINGS.toBuilder().pointsPerBatch(1)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("settingsOfTheSameGridsAndCrops")
  void settingsThatMeanTheSameGridsAndCropsAreTaken(
      String what, AutomaticMaskSettings ofPool, AutomaticMaskSettings.Builder changed) {
    assertThat(emptyPool(ofPool).select(changed.build())).as(what).isEmpty();
  }

  @Test
  void ownGridsOfTheSamePointsSelectTheSame() {
    AutomaticMaskSettings loose = SETTINGS.toBuilder().stabilityThreshold(0).build();
    AutomaticMaskSettings own = loose.toBuilder()
        .pointGrids(List.of(PointGrid.regular(4), PointGrid.regular(2)))
        .build();

    assertThat(all.select(own)).isNotEmpty().isEqualTo(all.select(loose));
  }

  @Test
  void poolOutlivesItsSegmenterAndHoldsNoNativeMemory(@TempDir Path folder) throws IOException {
    long before = OrtTensor.outstanding();
    CandidatePool pool;
    try (SamSegmenter other = SamSegmenter.builder(TinySam.model(folder)).build()) {
      pool = other.automatic(SETTINGS).candidates(IMAGE);
    }

    assertThat(OrtTensor.outstanding()).isEqualTo(before);
    assertThat(pool.select(SETTINGS)).isEqualTo(all.select(SETTINGS));
  }

  @Test
  void poolTellsItsSize() {
    assertThat(all.width()).isEqualTo(301);
    assertThat(all.height()).isEqualTo(257);
    assertThat(all.size()).isPositive();
    assertThat(all.bytes()).isGreaterThan(200L * all.size()).isLessThan(20_000L * all.size());
    assertThat(all.toString()).contains("301x257").contains("candidates=" + all.size());
  }

  static Stream<Arguments> wrongFloors() {
    return Stream.of(
        Arguments.of("predictedIou", -0.1, 0.0, List.of(1.0), "-0.1"),
        Arguments.of("predictedIou", Double.NaN, 0.0, List.of(1.0), "NaN"),
        Arguments.of("stability", 0.0, 1.5, List.of(1.0), "1.5"),
        Arguments.of("stability", 0.0, Double.NaN, List.of(1.0), "NaN"),
        Arguments.of("stabilityOffsets", 0.0, 0.0, List.of(), "[]"),
        Arguments.of("stabilityOffsets", 0.0, 0.0, List.of(1.0, 1.0), "[1.0, 1.0]"),
        Arguments.of("stabilityOffsets", 0.0, 0.0, List.of(0.0, -0.0), "[0.0, 0.0]"),
        Arguments.of("stabilityOffsets", 0.0, 0.0, List.of(1.0, 101.0), "101"),
        Arguments.of("stabilityOffsets", 0.0, 0.0, List.of(Double.NaN), "NaN"));
  }

  @Test
  void signOfZeroMakesNoOtherFloor() {
    CandidatePool.Floor floor = new CandidatePool.Floor(-0.0, -0.0, List.of(-0.0));
    AutomaticMaskSettings settings =
        AutomaticMaskSettings.builder().pointsPerSide(2).stabilityOffset(0).build();

    assertThat(floor).isEqualTo(new CandidatePool.Floor(0, 0, List.of(0.0)));
    assertThat(sam.automatic(settings).candidates(IMAGE, floor, Progress.none()).select(settings))
        .isEqualTo(sam.automatic(settings).generate(IMAGE));
  }

  @ParameterizedTest(name = "{0} of {4}")
  @MethodSource("wrongFloors")
  void floorOutOfRangeIsRefused(
      String name, double iou, double stability, List<Double> offsets, String got) {
    assertThatThrownBy(() -> new CandidatePool.Floor(iou, stability, offsets))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name)
        .hasMessageContaining("got " + got);
  }
}
