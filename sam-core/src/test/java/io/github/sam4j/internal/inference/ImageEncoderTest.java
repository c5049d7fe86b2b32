// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.TinySam;
import io.github.sam4j.device.CudaOptions;
import io.github.sam4j.device.Device;
import io.github.sam4j.device.Precision;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.internal.ort.DeviceOnlyMemory;
import io.github.sam4j.internal.ort.OrtSession;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.internal.ort.SessionSettings;
import io.github.sam4j.internal.ort.StopSignal;
import io.github.sam4j.internal.ort.TensorMemory;
import io.github.sam4j.internal.preprocessing.FrameResize;
import io.github.sam4j.weights.ModelSpec;
import io.github.sam4j.weights.TinyWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The encoder's two ways, on tensors of the caller and on tensors of its own, the latter in a
 * memory that Java can't read.
 */
final class ImageEncoderTest {
  private static final List<RgbImage> IMAGES = IntStream.range(0, 5)
      .mapToObj(i -> TinySam.image(83 - 7 * i, 61 + 9 * i, i))
      .toList();

  private static ImageEncoder encoder(TensorMemory memory, boolean fixedTensors) {
    OrtSession session = OrtSession.load(
        "tiny encoder", TinyWeights.encoder(TinyWeights.WIDTH), SessionSettings.cpu(1));
    return new ImageEncoder(session, memory, ModelSpec.sam1(), TinyWeights.WIDTH, fixedTensors);
  }

  private static float[] encode(ImageEncoder encoder, TensorMemory memory, RgbImage image) {
    FrameResize resize = FrameResize.of(ModelSpec.sam1(), image.width(), image.height());
    try (OrtTensor embedding = encoder.encode(image, resize, new StopSignal());
        OrtTensor copy = memory.stagingFloats(embedding.shape())) {
      memory.copy(embedding, copy);
      float[] values = new float[Math.toIntExact(copy.elements())];
      copy.floatBuffer().get(values);
      return values;
    }
  }

  /** What the encoder says of each image on the caller's tensors. */
  private static List<float[]> expected() {
    try (TensorMemory memory = TensorMemory.onHost();
        ImageEncoder encoder = encoder(memory, false)) {
      return IMAGES.stream().map(image -> encode(encoder, memory, image)).toList();
    }
  }

  /** The first place where they differ, and not all numbers: there are 65,536. */
  private static void assertSame(float[] actual, float[] expected) {
    assertThat(Arrays.mismatch(actual, expected))
        .as("place of the first difference")
        .isEqualTo(-1);
  }

  @Test
  void fixedTensorsGiveTheSameEmbeddingsBitForBit() {
    List<float[]> expected = expected();
    try (TensorMemory memory = DeviceOnlyMemory.open().memory();
        ImageEncoder encoder = encoder(memory, true)) {
      for (int round = 0; round < 2; round++) {
        for (int i = 0; i < IMAGES.size(); i++) {
          assertSame(encode(encoder, memory, IMAGES.get(i)), expected.get(i));
        }
      }
    }
  }

  @Test
  void threadsTakeTurnsOnFixedTensors() throws Exception {
    List<float[]> expected = expected();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (TensorMemory memory = DeviceOnlyMemory.open().memory();
        ImageEncoder encoder = encoder(memory, true)) {
      List<Future<?>> ends = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        int first = t;
        ends.add(threads.submit(() -> {
          for (int i = first; i < first + IMAGES.size(); i++) {
            int which = i % IMAGES.size();
            assertSame(encode(encoder, memory, IMAGES.get(which)), expected.get(which));
          }
        }));
      }
      for (Future<?> end : ends) {
        assertThat(end.get()).isNull();
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void earlierEmbeddingsStayAsTheyAre() {
    List<float[]> expected = expected();
    FrameResize resize =
        FrameResize.of(ModelSpec.sam1(), IMAGES.get(0).width(), IMAGES.get(0).height());
    try (TensorMemory memory = TensorMemory.onHost();
        ImageEncoder encoder = encoder(memory, true);
        OrtTensor first = encoder.encode(IMAGES.get(0), resize, new StopSignal())) {
      encode(encoder, memory, IMAGES.get(1));

      float[] values = new float[Math.toIntExact(first.elements())];
      first.floatBuffer().get(values);
      assertSame(values, expected.get(0));
    }
  }

  @Test
  void stoppedEncoderReturnsNothingAndGoesOnWithTheNext() {
    StopSignal stopped = new StopSignal();
    stopped.request();
    RgbImage image = IMAGES.get(0);
    FrameResize resize = FrameResize.of(ModelSpec.sam1(), image.width(), image.height());
    for (boolean fixedTensors : new boolean[] {false, true}) {
      try (TensorMemory memory = TensorMemory.onHost();
          ImageEncoder encoder = encoder(memory, fixedTensors)) {
        int before = memory.openTensors();

        assertThatThrownBy(() -> encoder.encode(image, resize, stopped))
            .isInstanceOf(CancellationException.class);

        assertThat(memory.openTensors()).isEqualTo(before);
        assertThat(encode(encoder, memory, image)).isNotEmpty();
      }
    }
  }

  @Test
  void interruptedCallerGetsItsEmbeddingAndStaysInterrupted() {
    try (TensorMemory memory = TensorMemory.onHost();
        ImageEncoder encoder = encoder(memory, true)) {
      Thread.currentThread().interrupt();

      float[] values = encode(encoder, memory, IMAGES.get(0));

      assertThat(Thread.interrupted()).isTrue();
      assertSame(values, expected().get(0));
    }
  }

  @Test
  void closedEncoderHasFreedItsTensorsAndEncodesNothing() {
    RgbImage image = IMAGES.get(0);
    FrameResize resize = FrameResize.of(ModelSpec.sam1(), image.width(), image.height());
    try (TensorMemory memory = TensorMemory.onHost()) {
      ImageEncoder encoder = encoder(memory, true);
      assertThat(memory.outstanding())
          .isEqualTo("1 x float32[1, 16, 64, 64], 1 x float32[1, 3, 1024, 1024]");

      encoder.close();
      encoder.close();

      assertThat(memory.openTensors()).isZero();
      assertThatThrownBy(() -> encoder.encode(image, resize, new StopSignal()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("closed");
      assertThat(memory.openTensors()).isZero();
    }
  }

  @Test
  void closingWhileOthersEncodeEndsInEmbeddingsOrInAClosedEncoder() throws Exception {
    long before = OrtTensor.outstanding();
    ExecutorService threads = Executors.newFixedThreadPool(3);
    for (int round = 0; round < 5; round++) {
      try (TensorMemory memory = DeviceOnlyMemory.open().memory()) {
        ImageEncoder encoder = encoder(memory, true);
        CountDownLatch begun = new CountDownLatch(2);
        List<Future<Throwable>> ends = new ArrayList<>();
        for (int t = 0; t < 3; t++) {
          ends.add(threads.submit(() -> encodeUntilClosed(encoder, memory, begun)));
        }
        begun.await();

        encoder.close();

        for (Future<Throwable> end : ends) {
          assertThat(end.get())
              .isInstanceOf(IllegalStateException.class)
              .hasMessageContaining("closed");
        }
        assertThat(memory.openTensors()).isZero();
      }
    }
    threads.shutdown();
    assertThat(OrtTensor.outstanding()).isEqualTo(before);
  }

  private static Throwable encodeUntilClosed(
      ImageEncoder encoder, TensorMemory memory, CountDownLatch begun) {
    try {
      while (true) {
        encode(encoder, memory, IMAGES.get(0));
        begun.countDown();
      }
    } catch (RuntimeException e) {
      return e;
    }
  }

  @Test
  void encoderThatDoesNotFitTakesNoMemory() {
    try (TensorMemory memory = TensorMemory.onHost()) {
      OrtSession session =
          OrtSession.load("wide encoder", TinyWeights.encoder(24), SessionSettings.cpu(1));

      assertThatThrownBy(
              () -> new ImageEncoder(session, memory, ModelSpec.sam1(), TinyWeights.WIDTH, true))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not a SAM image encoder");
      assertThat(memory.openTensors()).isZero();
    }
  }

  @Test
  void cudaGraphsTakeFixedTensorsOnAGpuAndMeanNothingOnTheCpu() {
    assertThat(recorded(Device.cpu()).encodesOnFixedTensors()).isFalse();
    assertThat(recorded(Device.cuda(0)).encodesOnFixedTensors()).isTrue();
    assertThat(EngineSettings.cpu(1, 1).encodesOnFixedTensors()).isFalse();
  }

  private static EngineSettings recorded(Device device) {
    CudaOptions cuda = CudaOptions.builder().cudaGraphs(true).build();
    return new EngineSettings(device, Precision.FLOAT32, cuda, 1, 1, 1);
  }
}
