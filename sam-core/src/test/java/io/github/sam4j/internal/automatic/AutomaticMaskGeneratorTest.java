// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.automatic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.SamSegmenter;
import io.github.sam4j.TinySam;
import io.github.sam4j.automatic.AutomaticMask;
import io.github.sam4j.automatic.AutomaticMaskGenerator;
import io.github.sam4j.automatic.AutomaticMaskSettings;
import io.github.sam4j.automatic.PointGrid;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.internal.inference.EngineSettings;
import io.github.sam4j.internal.ort.OrtTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Automatic masks of {@link TinySam} against prompts one by one and plain filters. */
final class AutomaticMaskGeneratorTest {
  private static final RgbImage IMAGE = TinySam.image(83, 61, 7);

  private static final RgbImage PORTRAIT = TinySam.image(61, 83, 7);

  /** Large enough for masks in crops that aren't cut off. */
  private static final RgbImage LARGE = TinySam.image(301, 257, 7);

  private static final float SCORE_TOLERANCE = 1e-4f;

  private static SamSegmenter sam;
  private static PlainAutomaticMasks plain;
  private static PlainAutomaticMasks plainPortrait;
  private static PlainAutomaticMasks plainLarge;

  @BeforeAll
  static void load(@TempDir Path folder) throws IOException {
    sam = SamSegmenter.builder(TinySam.model(folder)).threads(2).build();
    plain = new PlainAutomaticMasks(sam, IMAGE);
    plainPortrait = new PlainAutomaticMasks(sam, PORTRAIT);
    plainLarge = new PlainAutomaticMasks(sam, LARGE);
  }

  @AfterAll
  static void close() {
    sam.close();
  }

  @Test
  void everyMaskStaysWithoutThresholdsAndSuppression() {
    List<AutomaticMask> masks = sam.automatic(settings(4, 0, 0, 1)).generate(IMAGE);

    assertThat(masks).hasSize(4 * 4 * 3);
    assertSame(masks, plain.generate(settings(4, 0, 0, 1)));
  }

  @Test
  void masksComeByFallingPredictedIou() {
    List<AutomaticMask> masks = sam.automatic(settings(4, 0, 0, 0.9)).generate(IMAGE);

    assertThat(masks)
        .isSortedAccordingTo(Comparator.comparingDouble((AutomaticMask m) -> -m.predictedIou()));
  }

  @ParameterizedTest(name = "grid {0}, predicted IoU {1}, stability {2}, NMS {3}")
  @CsvSource({
    "1, 0, 0, 0.7",
    "3, 0, 0, 0.7",
    "4, 0.7, 0, 0.7",
    "4, 0, 0.8, 0.7",
    "4, 0.7, 0.8, 0.5",
    "4, 0.75, 0.9, 1",
    "4, 1, 0, 0.7",
    "4, 0, 1, 0.7"
  })
  void masksEqualThoseOfPromptsAndPlainFilters(int grid, double iou, double stability, double nms) {
    AutomaticMaskSettings settings = settings(grid, iou, stability, nms);

    assertSame(sam.automatic(settings).generate(IMAGE), plain.generate(settings));
  }

  @Test
  void filtersOfTheTestAboveDropSomeAndKeepSome() {
    int all = sam.automatic(settings(4, 0, 0, 1)).generate(IMAGE).size();

    assertThat(sam.automatic(settings(4, 0.75, 0, 1)).generate(IMAGE)).hasSizeBetween(3, all - 3);
    assertThat(sam.automatic(settings(4, 0, 0.8, 1)).generate(IMAGE)).hasSizeBetween(3, all - 3);
    assertThat(sam.automatic(settings(4, 0, 0, 0.7)).generate(IMAGE)).hasSizeBetween(3, all - 3);
  }

  @ParameterizedTest(name = "{0} layers, factor {1}, predicted IoU {2}, NMS {3} and {4}, area {5}")
  @CsvSource({
    "1, 1, 0, 1, 1, 0",
    "1, 2, 0.7, 0.7, 0.7, 0",
    "1, 1, 0, 0.9, 0.3, 0",
    "2, 2, 0, 0.7, 1, 0",
    "0, 1, 0, 0.7, 0.7, 300",
    "0, 1, 0, 1, 0.1, 2000",
    "1, 1, 0, 0.7, 0.9, 1000",
  })
  void masksOfCropsAndWithoutSmallRegionsEqualThoseOfPlainSteps(
      int layers, int factor, double iou, double boxNms, double cropNms, int minArea) {
    AutomaticMaskSettings settings = settings(4, iou, 0, boxNms).toBuilder()
        .cropLayers(layers)
        .cropPointsDownscaleFactor(factor)
        .cropNmsThreshold(cropNms)
        .minMaskRegionArea(minArea)
        .build();

    List<AutomaticMask> masks = sam.automatic(settings).generate(LARGE);

    assertSame(masks, plainLarge.generate(settings));
    assertThat(masks).isNotEmpty();
  }

  @Test
  void cropsOfTheTestAboveYieldMasksAndLoseSome() {
    AutomaticMaskSettings settings =
        settings(4, 0, 0, 1).toBuilder().cropLayers(1).cropNmsThreshold(1).build();

    List<AutomaticMask> masks = sam.automatic(settings).generate(LARGE);

    assertThat(masks.stream().filter(m -> m.cropBox().width() < LARGE.width()).count())
        .isBetween(3L, 4 * 48 - 3L);
    assertThat(sam.automatic(settings).with(s -> s.cropNmsThreshold(0.3)).generate(LARGE))
        .hasSizeBetween(3, masks.size() - 3);
    assertThat(masks)
        .as("smaller crops first")
        .isSortedAccordingTo(Comparator.comparingInt(m -> m.cropBox().width()));
  }

  @Test
  void gridsOfOnesOwnAreAskedPointByPoint() {
    PointGrid whole = PointGrid.of(new double[] {0.1, 0.2}, new double[] {0.75, 0.5});
    PointGrid crops = PointGrid.of(new double[] {0.5, 0.5});
    AutomaticMaskSettings settings = AutomaticMaskSettings.builder()
        .cropLayers(1)
        .pointGrids(List.of(whole, crops))
        .predictedIouThreshold(0)
        .stabilityThreshold(0)
        .build();

    List<AutomaticMask> masks = sam.automatic(settings).generate(LARGE);

    assertSame(masks, plainLarge.generate(settings));
    assertThat(masks).isNotEmpty();
  }

  /** The reference accepts points on the far edges too. */
  @Test
  void pointsOnTheEdgesAreAsked() {
    PointGrid corners = PointGrid.of(new double[] {0, 0}, new double[] {1, 1});
    AutomaticMaskSettings settings =
        settings(1, 0, 0, 1).toBuilder().pointGrids(List.of(corners)).build();

    List<AutomaticMask> masks = sam.automatic(settings).generate(IMAGE);

    assertThat(masks).hasSize(6);
    assertThat(masks).extracting(m -> m.point().x()).containsOnly(0.0, (double) IMAGE.width());
  }

  /** All other pictures here are landscapes, where columns and rows could change places. */
  @ParameterizedTest(name = "{0} layers, NMS {1}, area {2}")
  @CsvSource({"0, 1, 0", "0, 0.7, 0", "0, 0.7, 200", "1, 0.7, 0"})
  void masksOfAPortraitEqualThoseOfPlainSteps(int layers, double nms, int minArea) {
    AutomaticMaskSettings settings = settings(4, 0, 0, nms).toBuilder()
        .cropLayers(layers)
        .minMaskRegionArea(minArea)
        .build();

    List<AutomaticMask> masks = sam.automatic(settings).generate(PORTRAIT);

    assertThat(masks).isNotEmpty();
    assertSame(masks, plainPortrait.generate(settings));
  }

  static Stream<Arguments> edgeImages() {
    return Stream.of(
        Arguments.of("square", TinySam.image(64, 64, 1)),
        Arguments.of("column", TinySam.image(1, 300, 1)),
        Arguments.of("row", TinySam.image(300, 1, 1)),
        Arguments.of("pixel", TinySam.image(1, 1, 1)),
        Arguments.of("black", RgbImage.ofGrey(65, 43, new byte[65 * 43])));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("edgeImages")
  void masksOfUnusualImagesEqualThoseOfPlainSteps(String what, RgbImage image) {
    PlainAutomaticMasks plainSteps = new PlainAutomaticMasks(sam, image);
    for (int minArea : new int[] {0, 50, Integer.MAX_VALUE}) {
      AutomaticMaskSettings settings =
          settings(3, 0, 0, 0.7).toBuilder().minMaskRegionArea(minArea).build();

      List<AutomaticMask> masks = sam.automatic(settings).generate(image);

      assertSame(masks, plainSteps.generate(settings));
      assertThat(masks).as(what).isNotEmpty().allSatisfy(m -> {
        assertThat(m.mask().width()).isEqualTo(image.width());
        assertThat(m.mask().height()).isEqualTo(image.height());
      });
    }
  }

  @Test
  void thresholdsThatNothingPassesLeaveNoMasks() {
    AutomaticMaskGenerator strict =
        sam.automatic(settings(2, 1, 1, 0.7)).with(s -> s.cropLayers(1).minMaskRegionArea(50));

    assertThat(strict.generate(IMAGE)).isEmpty();
    assertThat(strict.candidates(IMAGE).size()).isZero();
  }

  @Test
  void imageThatLeavesEmptyCropsIsRefusedBeforeItIsEncoded() {
    List<String> steps = new ArrayList<>();

    assertThatThrownBy(() -> sam.automatic()
            .with(s -> s.cropLayers(1))
            .generate(TinySam.image(1, 300, 1), (fraction, step) -> steps.add(step)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cropLayers=1")
        .hasMessageContaining("width=1 height=300");
    assertThat(steps).isEmpty();
  }

  @Test
  void progressNeverFallsAndEndsWithTheLastPointOnTheCallersThread() {
    List<Double> fractions = new ArrayList<>();
    List<String> steps = new ArrayList<>();
    Set<Thread> threads = new HashSet<>();

    sam.automatic(settings(4, 1, 0, 0.7))
        .with(s -> s.cropLayers(1).cropPointsDownscaleFactor(2))
        .generate(LARGE, (fraction, step) -> {
          fractions.add(fraction);
          steps.add(step);
          threads.add(Thread.currentThread());
        });

    assertThat(fractions).isSorted().startsWith(0.0).endsWith(1.0);
    assertThat(steps).contains("crop 1 of 5: encoder", "crop 5 of 5: encoder");
    assertThat(threads).containsExactly(Thread.currentThread());
  }

  /**
   * No batch is larger than the engine's: what is above that, as the default is, runs the same, so
   * the smaller ones are compared with it. 4096 shows that the most that can be set does no harm.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4096})
  void pointsPerBatchHaveNoInfluence(int points) {
    AutomaticMaskGenerator generator = sam.automatic(settings(4, 0.7, 0.7, 0.7));

    List<AutomaticMask> masks = generator.with(s -> s.pointsPerBatch(points)).generate(IMAGE);

    int batch = EngineSettings.cpu(1, 1).gridBatch();
    assertThat(batch).isGreaterThan(3);
    assertThat(masks).isNotEmpty();
    assertSame(masks, generator.with(s -> s.pointsPerBatch(batch)).generate(IMAGE));
  }

  @Test
  void eachSettingReturnsANewGenerator() {
    AutomaticMaskGenerator generator = sam.automatic();

    AutomaticMaskSettings changed = generator
        .pointsPerSide(9)
        .predictedIouThreshold(0.1)
        .stabilityThreshold(0.2)
        .with(settings -> settings.cropLayers(1).minMaskRegionArea(8))
        .settings();

    assertThat(changed)
        .usingRecursiveComparison()
        .isEqualTo(AutomaticMaskSettings.builder()
            .pointsPerSide(9)
            .predictedIouThreshold(0.1)
            .stabilityThreshold(0.2)
            .cropLayers(1)
            .minMaskRegionArea(8)
            .build());
    assertThat(generator.pointsPerSide(3).pointsPerSide(4).settings().pointsPerSide())
        .isEqualTo(4);
    assertThat(generator.settings()).isSameAs(AutomaticMaskSettings.defaults());
  }

  @Test
  void nothingIsLeftOpenAfterwards() {
    long before = OrtTensor.outstanding();

    sam.automatic(settings(3, 0, 0.5, 0.7)).generate(IMAGE);

    assertThat(OrtTensor.outstanding()).isEqualTo(before);
  }

  private static AutomaticMaskSettings settings(
      int pointsPerSide, double predictedIou, double stability, double nms) {
    return AutomaticMaskSettings.builder()
        .pointsPerSide(pointsPerSide)
        .predictedIouThreshold(predictedIou)
        .stabilityThreshold(stability)
        .boxNmsThreshold(nms)
        .build();
  }

  static void assertSame(List<AutomaticMask> actual, List<AutomaticMask> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      AutomaticMask a = actual.get(i);
      AutomaticMask b = expected.get(i);
      assertThat(Math.abs(a.predictedIou() - b.predictedIou()))
          .as("predicted IoU of mask %s", i)
          .isLessThan(SCORE_TOLERANCE);
      assertThat(a.mask().xor(b.mask()).area()).as("pixels of mask %s", i).isLessThanOrEqualTo(2);
      assertThat(a.box()).as("box of mask %s", i).isEqualTo(a.mask().box().orElse(b.box()));
      assertThat(a.stabilityScore())
          .as("stability of mask %s", i)
          .satisfies(score -> assertThat(
                  score.equals(b.stabilityScore()) || Math.abs(score - b.stabilityScore()) < 1e-2f)
              .isTrue());
      assertThat(Math.abs(a.point().x() - b.point().x())).isLessThan(1e-9);
      assertThat(Math.abs(a.point().y() - b.point().y())).isLessThan(1e-9);
      assertThat(a.cropBox()).isEqualTo(b.cropBox());
    }
  }
}
