package io.github.sam4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.image.RgbImage;
import io.github.sam4j.model.SamModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a segmenter answers doesn't depend on where its embeddings come from. */
final class EmbeddingCacheTest {
  private static final RgbImage IMAGE = TinySam.image(83, 61, 1);

  @TempDir
  private static Path models;

  private static SamModel model;

  @TempDir
  private Path parent;

  private Path folder;

  @BeforeAll
  static void load() throws IOException {
    model = TinySam.model(models);
  }

  @BeforeEach
  void nameFolder() {
    folder = parent.resolve("caches").resolve("embeddings");
  }

  private static SamSegmenter.Builder builder() {
    return SamSegmenter.builder(model).threads(1);
  }

  private static SamSegmenter without() {
    return builder().build();
  }

  private SamSegmenter with() {
    return builder().embeddingCache(folder).build();
  }

  private static float[] embedding(SamSegmenter sam, RgbImage image) {
    try (ImageEmbedding embedding = sam.encode(image)) {
      return embedding.toArray();
    }
  }

  private static EmbeddingCacheStatistics statistics(SamSegmenter sam) {
    return sam.embeddingCacheStatistics().orElseThrow();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return found.sorted().toList();
    }
  }

  @Test
  void hitIsTheEmbeddingBitForBit() throws IOException {
    float[] expected;
    try (SamSegmenter sam = without()) {
      expected = embedding(sam, IMAGE);
    }

    try (SamSegmenter first = with();
        SamSegmenter second = with()) {
      assertThat(embedding(first, IMAGE)).isEqualTo(expected);
      assertThat(files()).hasSize(1);
      assertThat(embedding(second, IMAGE)).isEqualTo(expected);
      assertThat(statistics(first)).extracting("hits", "misses").containsExactly(0L, 1L);
      assertThat(statistics(second)).extracting("hits", "misses").containsExactly(1L, 0L);
    }
  }
}
