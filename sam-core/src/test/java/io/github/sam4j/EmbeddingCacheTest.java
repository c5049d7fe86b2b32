// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.automatic.AutomaticMaskSettings;
import io.github.sam4j.cache.EmbeddingCacheSettings;
import io.github.sam4j.cache.EmbeddingCacheStatistics;
import io.github.sam4j.device.Precision;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.internal.inference.EngineSettings;
import io.github.sam4j.internal.inference.Engines;
import io.github.sam4j.internal.ort.DeviceOnlyMemory;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.model.SamModel;
import io.github.sam4j.prompt.Prompt;
import io.github.sam4j.weights.TinyWeights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

  @Test
  void answersAreTheSameAfterAHit() {
    Prompt prompt = Prompt.point(40, 30).multimask();
    AutomaticMaskSettings settings = AutomaticMaskSettings.builder()
        .pointsPerSide(4)
        .predictedIouThreshold(0)
        .stabilityThreshold(0)
        .cropLayers(1)
        .build();
    try (SamSegmenter plain = without();
        SamSegmenter first = with();
        SamSegmenter second = with();
        ImageEmbedding expected = plain.encode(IMAGE)) {
      for (SamSegmenter sam : List.of(first, second)) {
        try (ImageEmbedding embedding = sam.encode(IMAGE)) {
          assertThat(embedding.predict(prompt)).isEqualTo(expected.predict(prompt));
          assertThat(sam.automatic(settings).generate(IMAGE))
              .isNotEmpty()
              .isEqualTo(plain.automatic(settings).generate(IMAGE));
        }
      }
      // the image, again as a crop of its own, and four crops
      assertThat(statistics(first)).extracting("hits", "misses").containsExactly(1L, 5L);
      assertThat(statistics(second)).extracting("hits", "misses").containsExactly(6L, 0L);
    }
  }

  @Test
  void embeddingsReachTheMemoryOfADevice() {
    try (SamSegmenter first = with()) {
      DeviceOnlyMemory memory = DeviceOnlyMemory.open();
      EngineSettings settings =
          EngineSettings.cpu(1, 1).withEmbeddingCache(EmbeddingCacheSettings.in(folder));
      try (SamSegmenter second =
          new SamSegmenter(model, Engines.load(model, settings, memory.memory()))) {
        float[] written = embedding(second, IMAGE);

        assertThat(embedding(second, IMAGE)).isEqualTo(written);
        assertThat(embedding(first, IMAGE)).isEqualTo(written);
        assertThat(statistics(second)).extracting("hits", "misses").containsExactly(1L, 1L);
        assertThat(statistics(first)).extracting("hits", "misses").containsExactly(1L, 0L);
      }
      assertThat(memory.stagingBytes() + memory.deviceBytes()).as("left over").isZero();
    }
  }

  @Test
  void withoutAFolderThereAreNoStatistics() {
    try (SamSegmenter sam = without()) {
      assertThat(sam.embeddingCacheStatistics()).isEmpty();
    }
  }

  @Test
  void statisticsCountBytesAndTime() throws IOException {
    try (SamSegmenter sam = with()) {
      assertThat(statistics(sam)).isEqualTo(new EmbeddingCacheStatistics(0, 0, 0, Duration.ZERO));

      embedding(sam, IMAGE);
      assertThat(statistics(sam).timeSaved()).isZero();
      embedding(sam, IMAGE);
      embedding(sam, TinySam.image(83, 61, 2));

      EmbeddingCacheStatistics statistics = statistics(sam);
      assertThat(statistics.requests()).isEqualTo(3);
      assertThat(statistics.bytes())
          .isEqualTo(2 * Files.size(files().get(0)))
          .isBetween(
              2L * 4 * TinyWeights.WIDTH * 64 * 64, 2L * 4 * TinyWeights.WIDTH * 64 * 64 + 200);
      assertThat(statistics.timeSaved())
          .isNotEqualTo(Duration.ZERO)
          .isLessThan(Duration.ofSeconds(30));
    }
  }

  @Test
  void warmUpNeitherUsesNorFillsTheCache() throws IOException {
    try (SamSegmenter sam = with()) {
      sam.warmUp();

      assertThat(statistics(sam).requests()).isZero();
      assertThat(files()).isEmpty();
    }
  }

  @Test
  void halvesTakeHalfTheBytesAndDeviateLittle() throws IOException {
    EmbeddingCacheSettings halves =
        EmbeddingCacheSettings.builder(folder).stored(Precision.FLOAT16).build();
    try (SamSegmenter whole = with();
        SamSegmenter sam = builder().embeddingCache(halves).build()) {
      float[] expected = embedding(whole, IMAGE);
      long wholeBytes = Files.size(files().get(0));
      embedding(sam, IMAGE);
      float[] found = embedding(sam, IMAGE);

      assertThat(statistics(sam)).extracting("hits", "misses").containsExactly(1L, 1L);
      assertThat(statistics(sam).bytes()).isBetween(wholeBytes / 2, wholeBytes / 2 + 80);
      for (int i = 0; i < expected.length; i++) {
        double size = Math.abs(expected[i]);
        assertThat(Math.abs((double) found[i] - expected[i]))
            .as("%s at %s", expected[i], i)
            .isLessThanOrEqualTo(Math.max(0x1p-25, 0x1p-11 * size));
      }
      assertThat(found).isNotEqualTo(expected);
      // those of 32 bits stay what they are
      assertThat(embedding(whole, IMAGE)).isEqualTo(expected);
    }
  }

  @Test
  void damagedEntryIsComputedAgain() throws IOException {
    try (SamSegmenter sam = with()) {
      float[] expected = embedding(sam, IMAGE);
      byte[] good = Files.readAllBytes(files().get(0));
      for (int at = 0; at < good.length; at += 65_521) {
        byte[] bad = good.clone();
        bad[at] ^= 1;
        Files.write(files().get(0), bad);
        assertThat(embedding(sam, IMAGE)).as("byte %s", at).isEqualTo(expected);
        Files.write(files().get(0), Arrays.copyOf(good, at));
        assertThat(embedding(sam, IMAGE)).as("first %s bytes", at).isEqualTo(expected);
        // all but how long the encoder took
        assertThat(files().get(0)).hasSize(good.length);
      }
      assertThat(statistics(sam).hits()).isZero();
    }
  }

  @Test
  void folderThatVanishesOrFillsIsNoFailure() throws IOException {
    try (SamSegmenter sam = with()) {
      float[] expected = embedding(sam, IMAGE);
      Files.delete(files().get(0));
      Files.delete(folder);
      Files.createFile(folder);

      assertThat(embedding(sam, IMAGE)).isEqualTo(expected);
      assertThat(embedding(sam, IMAGE)).isEqualTo(expected);
    }
  }

  @Test
  void fileInPlaceOfTheFolderIsRefused() throws IOException {
    Path file = Files.createFile(parent.resolve("file"));
    long tensors = OrtTensor.outstanding();

    assertThatThrownBy(() -> builder().embeddingCache(file).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found the file " + file);
    assertThatThrownBy(() -> builder().embeddingCache(file.resolve("below")).build())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("can't keep embeddings in " + file.resolve("below"));
    assertThat(OrtTensor.outstanding()).isEqualTo(tensors);
  }

  @Test
  void settingsAreChecked() {
    EmbeddingCacheSettings settings = EmbeddingCacheSettings.in(folder);

    assertThat(settings.maxBytes()).isEqualTo(2L << 30);
    assertThat(settings.stored()).isEqualTo(Precision.FLOAT32);
    assertThatThrownBy(() -> settings.toBuilder().maxBytes(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("maxBytes must be at least 1, got 0");
  }

  @Test
  void boundOfTheSettingsHolds() throws IOException {
    EmbeddingCacheSettings few =
        EmbeddingCacheSettings.builder(folder).maxBytes(600_000).build();
    try (SamSegmenter sam = builder().embeddingCache(few).build()) {
      for (int i = 0; i < 4; i++) {
        embedding(sam, TinySam.image(40, 30, i));
      }
      embedding(sam, TinySam.image(40, 30, 3));

      assertThat(files()).hasSize(2);
      assertThat(statistics(sam).hits()).isEqualTo(1);
    }
  }

  @Test
  void threadsGetWhatOneGets() throws Exception {
    int count = 4;
    List<float[]> expected = new ArrayList<>();
    try (SamSegmenter sam = without()) {
      for (int i = 0; i < count; i++) {
        expected.add(embedding(sam, TinySam.image(50, 60, i)));
      }
    }
    long tensors = OrtTensor.outstanding();
    ExecutorService threads = Executors.newFixedThreadPool(count);
    try (SamSegmenter sam = with()) {
      List<Callable<Boolean>> tasks = new ArrayList<>();
      for (int t = 0; t < count; t++) {
        int first = t;
        tasks.add(() -> {
          for (int i = 0; i < 3 * count; i++) {
            int which = (first + i) % count;
            assertThat(embedding(sam, TinySam.image(50, 60, which))).isEqualTo(expected.get(which));
          }
          return true;
        });
      }
      for (Future<Boolean> each : threads.invokeAll(tasks)) {
        assertThat(each.get()).isTrue();
      }
      assertThat(statistics(sam).requests()).isEqualTo(3L * count * count);
      assertThat(statistics(sam).misses()).isBetween((long) count, (long) count * count);
    } finally {
      threads.shutdownNow();
    }
    assertThat(OrtTensor.outstanding()).isEqualTo(tensors);
  }
}
