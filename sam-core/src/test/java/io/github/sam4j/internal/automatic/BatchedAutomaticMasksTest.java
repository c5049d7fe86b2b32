// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.automatic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.TinySam;
import io.github.sam4j.automatic.AutomaticMask;
import io.github.sam4j.automatic.AutomaticMaskSettings;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.internal.inference.BatchPolicy;
import io.github.sam4j.internal.inference.EngineLoader;
import io.github.sam4j.internal.inference.EngineSettings;
import io.github.sam4j.internal.inference.SamEngine;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.model.SamModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Automatic masks with the batches of a GPU against those with the batches of a CPU. */
final class BatchedAutomaticMasksTest {
  private static SamEngine promptwise;
  private static SamEngine batched;

  @BeforeAll
  static void load(@TempDir Path folder) throws IOException {
    SamModel model = TinySam.model(folder);
    EngineSettings settings = EngineSettings.cpu(2, 2);
    promptwise = EngineLoader.load(model, settings.withBatching(BatchPolicy.PROMPTWISE));
    batched = EngineLoader.load(model, settings.withBatching(BatchPolicy.BATCHED));
  }

  @AfterAll
  static void close() {
    promptwise.close();
    batched.close();
  }

  @ParameterizedTest(name = "{0} x {1}, {2} points a side, predicted IoU {3}, {4} layers")
  @CsvSource({
    "83, 61, 9, 0, 0",
    "61, 83, 4, 0.7, 0",
    "1, 300, 4, 0, 0",
    "300, 1, 4, 0, 0",
    "301, 257, 5, 0.7, 1",
    "83, 61, 3, 1, 0"
  })
  void masksDoNotDependOnTheBatches(int width, int height, int points, double iou, int layers) {
    RgbImage image = TinySam.image(width, height, 7);
    AutomaticMaskSettings settings = AutomaticMaskSettings.builder()
        .pointsPerSide(points)
        .predictedIouThreshold(iou)
        .stabilityThreshold(iou)
        .cropLayers(layers)
        .build();
    long before = OrtTensor.outstanding();

    List<AutomaticMask> masks = new GridMaskGenerator(batched, settings).generate(image);

    List<AutomaticMask> expected = new GridMaskGenerator(promptwise, settings).generate(image);
    assertThat(expected.isEmpty()).isEqualTo(iou == 1);
    AutomaticMaskGeneratorTest.assertSame(masks, expected);
    assertThat(OrtTensor.outstanding()).isEqualTo(before);
  }
}
