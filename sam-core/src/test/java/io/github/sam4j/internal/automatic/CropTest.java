// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.automatic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.internal.preprocessing.FrameResize;
import io.github.sam4j.mask.Box;
import io.github.sam4j.weights.ModelSpec;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CropTest {
  private static final double RATIO = 512.0 / 1500;

  @Test
  void cropsOfASquareEqualThoseOfTheReference() {
    assertThat(boxes(Crop.layersOf(ModelSpec.sam1(), 512, 512, 1, RATIO)))
        .containsExactly(
            exclusive(0, 0, 512, 512),
            exclusive(0, 0, 343, 343),
            exclusive(0, 169, 343, 512),
            exclusive(169, 0, 512, 343),
            exclusive(169, 169, 512, 512));
  }

  @Test
  void cropsOfAWideImageEqualThoseOfTheReference() {
    assertThat(boxes(Crop.layersOf(ModelSpec.sam1(), 1800, 1200, 1, RATIO)))
        .containsExactly(
            exclusive(0, 0, 1800, 1200),
            exclusive(0, 0, 1105, 805),
            exclusive(0, 396, 1105, 1200),
            exclusive(696, 0, 1800, 805),
            exclusive(696, 396, 1800, 1200));
  }

  @Test
  void everyLayerHasFourTimesTheCropsOfTheOneBefore() {
    List<Crop> crops = Crop.layersOf(ModelSpec.sam1(), 1021, 613, 3, RATIO);

    assertThat(crops).hasSize(1 + 4 + 16 + 64);
    assertThat(IntStream.rangeClosed(0, 3)
            .mapToLong(layer -> crops.stream().filter(c -> c.layer() == layer).count()))
        .containsExactly(1L, 4L, 16L, 64L);
    assertThat(crops).allSatisfy(crop -> {
      assertThat(crop.width()).isEqualTo(crop.box().width());
      assertThat(crop.height()).isEqualTo(crop.box().height());
    });
  }

  @ParameterizedTest(name = "{0}x{1}, overlap {2}")
  @CsvSource({"1021, 613, 0.34", "64, 64, 0.34", "300, 77, 0", "77, 300, 1", "800, 534, 0.5"})
  void cropsOfEveryLayerCoverTheImage(int width, int height, double ratio) {
    List<Crop> crops = Crop.layersOf(ModelSpec.sam1(), width, height, 3, ratio);

    for (int layer = 0; layer <= 3; layer++) {
      boolean[] covered = new boolean[width * height];
      for (Crop crop : crops) {
        Box box = crop.box();
        for (int y = box.y0(); crop.layer() == layer && y <= box.y1(); y++) {
          Arrays.fill(covered, y * width + box.x0(), y * width + box.x1() + 1, true);
        }
      }
      assertThat(covered).as("layer %s", layer).doesNotContain(false);
    }
  }

  @ParameterizedTest(name = "{0}x{1}, {2} layers")
  @CsvSource({"1, 300, 1", "300, 1, 1", "3, 3, 2", "33, 20, 5"})
  void imageThatLeavesEmptyCropsIsRefused(int width, int height, int layers) {
    assertThatThrownBy(() -> Crop.layersOf(ModelSpec.sam1(), width, height, layers, RATIO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cropLayers=" + layers)
        .hasMessageContaining("width=" + width + " height=" + height);
  }

  @Test
  void imageTooThinForSamIsRefused() {
    assertThatThrownBy(() -> Crop.layersOf(ModelSpec.sam1(), 1, 2049, 0, RATIO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too thin");
  }

  /** The crop is [100, 443) × [100, 443) in an image of 512 × 512. */
  @ParameterizedTest(name = "mask {0},{1} to {2},{3}: cut off {4}")
  @CsvSource({
    "121, 121, 422, 422, false",
    "120, 121, 422, 422, true",
    "121, 120, 422, 422, true",
    "121, 121, 423, 422, true",
    "121, 121, 422, 423, true",
    "80, 121, 422, 422, true",
    "79, 121, 422, 422, false",
  })
  void maskNearAnEdgeOfTheCropIsCutOff(int x0, int y0, int x1, int y1, boolean cutOff) {
    Crop crop =
        new Crop(1, exclusive(100, 100, 443, 443), FrameResize.of(ModelSpec.sam1(), 343, 343));

    assertThat(crop.cutsOff(new Box(x0, y0, x1, y1), 512, 512)).isEqualTo(cutOff);
  }

  /** The first crop of 512 × 512 ends at 343 and shares two edges with the image. */
  @ParameterizedTest(name = "mask {0},{1} to {2},{3}: cut off {4}")
  @CsvSource({
    "0, 0, 322, 322, false",
    "20, 20, 322, 322, false",
    "0, 0, 323, 322, true",
    "0, 0, 342, 342, true",
  })
  void edgesOfTheImageCutNothingOff(int x0, int y0, int x1, int y1, boolean cutOff) {
    Crop crop = Crop.layersOf(ModelSpec.sam1(), 512, 512, 1, RATIO).get(1);

    assertThat(crop.cutsOff(new Box(x0, y0, x1, y1), 512, 512)).isEqualTo(cutOff);
  }

  @Test
  void wholeImageCutsNothingOff() {
    Crop whole = Crop.layersOf(ModelSpec.sam1(), 65, 43, 0, RATIO).get(0);

    assertThat(whole.cutsOff(new Box(0, 0, 64, 42), 65, 43)).isFalse();
    assertThat(whole.cutsOff(new Box(0, 0, 0, 0), 65, 43)).isFalse();
  }

  private static Box exclusive(int x0, int y0, int x1, int y1) {
    return new Box(x0, y0, x1 - 1, y1 - 1);
  }

  private static List<Box> boxes(Collection<Crop> crops) {
    return crops.stream().map(Crop::box).toList();
  }
}
