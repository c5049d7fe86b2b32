// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.weights.ModelSpec;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link FrameResize#normalizeInto} leaves in a buffer. */
final class NormalizedPlanesTest {
  private static final long SEED = 63;
  private static final int SIDE = 1024;
  private static final int VALUES = 3 * SIDE * SIDE;
  private static final int GUARDS = 8;
  private static final float GARBAGE = -12345f;

  @ParameterizedTest(name = "{0}x{1}, seed 63")
  @CsvSource({
    "1, 1",
    "613, 401",
    "401, 613",
    "1024, 7",
    "3, 1024",
    "1800, 1200",
    "1, 300",
    "2048, 1"
  })
  void planesHoldTheResizedPictureAndZerosWhateverWasThere(int width, int height) {
    RgbImage image = random(width, height);
    FrameResize resize = FrameResize.of(ModelSpec.sam1(), width, height);
    FloatBuffer planes = garbage(ByteBuffer.allocateDirect((VALUES + GUARDS) * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer());
    planes.limit(VALUES);

    resize.normalizeInto(image, PixelNormalization.of(ModelSpec.sam1()), planes);

    assertThat(planes.position()).isZero();
    assertThat(planes.mismatch(expected(resize.apply(image)))).isEqualTo(-1);
    planes.clear();
    for (int i = VALUES; i < VALUES + GUARDS; i++) {
      assertThat(planes.get(i)).as("value %s beyond the planes", i).isEqualTo(GARBAGE);
    }
  }

  @Test
  void bufferOnTheHeapReceivesTheSameAndItsPositionIsNoOffset() {
    RgbImage image = random(17, 31);
    FrameResize resize = FrameResize.of(ModelSpec.sam1(), 17, 31);
    FloatBuffer planes = garbage(FloatBuffer.allocate(VALUES)).position(5);

    resize.normalizeInto(image, PixelNormalization.of(ModelSpec.sam1()), planes);

    assertThat(planes.position()).isEqualTo(5);
    assertThat(planes.rewind().mismatch(expected(resize.apply(image)))).isEqualTo(-1);
  }

  @ParameterizedTest(name = "limit {0}")
  @ValueSource(ints = {0, 1, SIDE * SIDE, VALUES - 1})
  void bufferThatIsTooSmallIsRefusedUntouched(int limit) {
    FloatBuffer planes = garbage(FloatBuffer.allocate(VALUES)).limit(limit);
    FrameResize resize = FrameResize.of(ModelSpec.sam1(), 7, 5);
    RgbImage image = random(7, 5);

    assertThatThrownBy(
            () -> resize.normalizeInto(image, PixelNormalization.of(ModelSpec.sam1()), planes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 3145728")
        .hasMessageContaining("limit=" + limit);
    assertThat(planes.clear().mismatch(garbage(FloatBuffer.allocate(VALUES)))).isEqualTo(-1);
  }

  @Test
  void imageOfAnotherSizeIsRefused() {
    FloatBuffer planes = FloatBuffer.allocate(VALUES);
    FrameResize resize = FrameResize.of(ModelSpec.sam1(), 7, 5);
    RgbImage turned = random(5, 7);

    assertThatThrownBy(
            () -> resize.normalizeInto(turned, PixelNormalization.of(ModelSpec.sam1()), planes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("width=7 height=5")
        .hasMessageContaining("5x7");
  }

  @Test
  void fewRowsAreAllocatedAndNoPicture() {
    RgbImage image = random(1800, 1200);
    FrameResize resize = FrameResize.of(ModelSpec.sam1(), 1800, 1200);
    FloatBuffer planes = FloatBuffer.allocate(VALUES);
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    // the first call loads classes
    resize.normalizeInto(image, PixelNormalization.of(ModelSpec.sam1()), planes);

    long before = thread.getCurrentThreadAllocatedBytes();
    resize.normalizeInto(image, PixelNormalization.of(ModelSpec.sam1()), planes);
    long allocated = thread.getCurrentThreadAllocatedBytes() - before;

    assertThat(allocated).isBetween(1L, 256L * 1024);
  }

  @ParameterizedTest(name = "{0}x{1}, seed 63")
  @CsvSource({"100, 40", "40, 100", "256, 256", "300, 700"})
  void stretchedPictureFillsTheWholeFrame(int width, int height) {
    ModelSpec spec = ModelSpec.builder(256, 16)
        .resize(ModelSpec.Resize.STRETCH)
        .pixelMean(1, 2, 3)
        .pixelDeviation(4, 5, 6)
        .build();
    RgbImage image = random(width, height);
    FloatBuffer planes = garbage(FloatBuffer.allocate(3 * 256 * 256));

    FrameResize.of(spec, width, height).normalizeInto(image, PixelNormalization.of(spec), planes);

    RgbImage resized = NaiveResize.resize(image, 256, 256);
    for (int i = 0; i < planes.limit(); i++) {
      int c = i / (256 * 256);
      int y = i / 256 % 256;
      assertThat(planes.get(i)).isEqualTo((resized.sample(i % 256, y, c) - (c + 1f)) / (c + 4f));
    }
  }

  private static FloatBuffer garbage(FloatBuffer buffer) {
    for (int i = 0; i < buffer.capacity(); i++) {
      buffer.put(i, GARBAGE);
    }
    return buffer;
  }

  private static FloatBuffer expected(RgbImage resized) {
    float[] mean = {123.675f, 116.28f, 103.53f};
    float[] std = {58.395f, 57.12f, 57.375f};
    float[] values = new float[VALUES];
    for (int c = 0; c < 3; c++) {
      for (int y = 0; y < resized.height(); y++) {
        for (int x = 0; x < resized.width(); x++) {
          values[(c * SIDE + y) * SIDE + x] = (resized.sample(x, y, c) - mean[c]) / std[c];
        }
      }
    }
    return FloatBuffer.wrap(values);
  }

  private static RgbImage random(int width, int height) {
    byte[] samples = new byte[3 * width * height];
    new Random(SEED).nextBytes(samples);
    return RgbImage.of(width, height, samples);
  }
}
