// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.internal.preprocessing.FrameResize;
import io.github.sam4j.mask.LowResLogits;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.weights.ModelSpec;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against two plain bilinear steps in full-size arrays. */
final class LogitUpscalerTest {
  private static final long SEED = 20;
  private static final int LOW = 256;
  private static final double TOLERANCE = 1e-4;

  @ParameterizedTest(name = "{2} logits to {0}x{1}, seed 20")
  @CsvSource({
    "35, 51, smooth",
    "35, 51, noisy",
    "1, 300, smooth",
    "1, 300, noisy",
    "300, 1, smooth",
    "300, 1, noisy",
    "1, 1, noisy",
    "256, 256, noisy",
    "1024, 1024, smooth",
    "1021, 613, smooth",
    "1021, 613, noisy",
    "1800, 1200, smooth",
    "2049, 1500, noisy",
    "2049, 1500, smooth",
    "3, 3001, noisy"
  })
  void masksAndCountsEqualTwoPlainSteps(int width, int height, String kind) {
    FrameResize resize = FrameResize.of(ModelSpec.sam1(), width, height);
    float[] offsets = {1.5f, 0, 7, 0.25f};
    float[] low = kind.equals("noisy") ? noisy() : smooth();

    LogitUpscaler.Upscaled upscaled =
        LogitUpscaler.of(resize).upscale(LowResLogits.of(low), offsets);

    double[] full = plain(low, resize);
    Mask mask = upscaled.mask().toMask();
    assertThat(mask.width()).isEqualTo(width);
    assertThat(mask.height()).isEqualTo(height);
    long wrong = 0;
    for (int i = 0; i < full.length; i++) {
      boolean set = mask.get(i % width, i / width);
      wrong += set != full[i] > 0 && Math.abs(full[i]) >= TOLERANCE ? 1 : 0;
    }
    assertThat(wrong).as("wrong pixels").isZero();
    assertThat(upscaled.stabilities()).hasSameSizeAs(offsets);
    for (int i = 0; i < offsets.length; i++) {
      LogitUpscaler.Stability stability = upscaled.stabilities().get(i);
      float offset = offsets[i];
      assertThat(stability.offset()).isEqualTo(offset);
      assertThat(Math.abs(stability.areaAtHigh() - above(full, offset)))
          .as("pixels above %s", offset)
          .isLessThanOrEqualTo(near(full, offset));
      assertThat(Math.abs(stability.areaAtLow() - above(full, -offset)))
          .as("pixels above -%s", offset)
          .isLessThanOrEqualTo(near(full, -offset));
    }
  }

  @ParameterizedTest(name = "{0}x{1}, seed 20")
  @CsvSource({"35, 51", "1021, 613", "300, 1", "1800, 1200"})
  void manyOffsetsInOnePassEqualOneByOne(int width, int height) {
    LogitUpscaler upscaler = LogitUpscaler.of(FrameResize.of(ModelSpec.sam1(), width, height));
    LowResLogits logits = LowResLogits.of(smooth());
    float[] offsets = {3, 0.5f, 1};

    LogitUpscaler.Upscaled all = upscaler.upscale(logits, offsets);

    for (int i = 0; i < offsets.length; i++) {
      LogitUpscaler.Upscaled one = upscaler.upscale(logits, offsets[i]);
      assertThat(one.stabilities()).containsExactly(all.stabilities().get(i));
      assertThat(one.mask()).isEqualTo(all.mask());
    }
  }

  @ParameterizedTest(name = "{0}x{1}, seed 20")
  @CsvSource({"35, 51", "1021, 613", "300, 1"})
  void maskDoesNotDependOnTheOffset(int width, int height) {
    LogitUpscaler upscaler = LogitUpscaler.of(FrameResize.of(ModelSpec.sam1(), width, height));
    LowResLogits logits = LowResLogits.of(noisy());

    assertThat(upscaler.mask(logits))
        .isEqualTo(upscaler.upscale(logits, 7).mask().toMask());
  }

  @Test
  void masksDrawnOneAfterTheOtherEqualThoseOfANewUpscaler() {
    FrameResize resize = FrameResize.of(ModelSpec.sam1(), 413, 601);
    LogitUpscaler upscaler = LogitUpscaler.of(resize);
    float[] full = new float[LOW * LOW];
    Arrays.fill(full, 9);
    float[][] all = {smooth(), noisy(), new float[LOW * LOW], full, smooth(), noisy(), full};
    float[][] offsets = {{1}, {}, {7, 0.25f}, {0}, {2}, {1, 2, 3}, {1}};

    for (int i = 0; i < all.length; i++) {
      LowResLogits logits = LowResLogits.of(all[i]);

      assertThat(upscaler.upscale(logits, offsets[i]))
          .as("mask %s", i)
          .isEqualTo(LogitUpscaler.of(resize).upscale(logits, offsets[i]));
      assertThat(upscaler.mask(logits))
          .as("mask %s", i)
          .isEqualTo(LogitUpscaler.of(resize).mask(logits));
    }
  }

  @ParameterizedTest(name = "{0}x{1}, seed 20")
  @CsvSource({"35, 51, 256, 90", "300, 1, 2, 256", "1800, 1200, 172, 256", "601, 601, 100, 256"})
  void logitsInABufferAreDrawnAsCopiedOnesAre(int width, int height, int rows, int columns) {
    LogitUpscaler upscaler = LogitUpscaler.of(FrameResize.of(ModelSpec.sam1(), width, height));
    FloatBuffer buffer = FloatBuffer.wrap(noisy());
    float[] offsets = {1, 0.5f};
    // the larger one first: nothing of it may be left
    List<CoveredLogits> both = List.of(
        new CoveredLogits(buffer, 0, LOW, LOW), new CoveredLogits(buffer, 0, rows, columns));

    for (CoveredLogits covered : both) {
      float[] copied = new float[LOW * LOW];
      covered.copyTo(copied, LOW);
      assertThat(upscaler.upscale(covered, offsets, stabilities -> true))
          .contains(upscaler.upscale(LowResLogits.of(copied), offsets));
    }
  }

  @Test
  void maskInABufferIsPackedOnlyWhereItIsWanted() {
    LogitUpscaler upscaler = LogitUpscaler.of(FrameResize.of(ModelSpec.sam1(), 83, 61));
    CoveredLogits covered = new CoveredLogits(FloatBuffer.wrap(smooth()), 0, LOW, LOW);
    List<List<LogitUpscaler.Stability>> asked = new ArrayList<>();

    Optional<LogitUpscaler.Upscaled> unwanted =
        upscaler.upscale(covered, new float[] {1, 2}, stabilities -> {
          asked.add(stabilities);
          return false;
        });

    assertThat(unwanted).isEmpty();
    assertThat(asked)
        .containsExactly(upscaler.upscale(LowResLogits.of(smooth()), 1, 2).stabilities());
  }

  @Test
  void failureOfACallerSpoilsNoLaterMask() {
    LogitUpscaler upscaler = LogitUpscaler.of(FrameResize.of(ModelSpec.sam1(), 83, 61));
    CoveredLogits covered = new CoveredLogits(FloatBuffer.wrap(noisy()), 0, LOW, LOW);
    LowResLogits logits = LowResLogits.of(smooth());
    LogitUpscaler.Upscaled before = upscaler.upscale(logits, 1);

    assertThatThrownBy(() -> upscaler.upscale(covered, new float[] {1}, stabilities -> {
          throw new IllegalStateException("enough");
        }))
        .hasMessage("enough");

    assertThat(upscaler.upscale(logits, 1)).isEqualTo(before);
  }

  @Test
  void threadsThatShareAnUpscalerGetTheMasksOfOne() throws Exception {
    LogitUpscaler upscaler = LogitUpscaler.of(FrameResize.of(ModelSpec.sam1(), 413, 301));
    List<LowResLogits> logits = List.of(LowResLogits.of(smooth()), LowResLogits.of(noisy()));
    List<Mask> alone = logits.stream().map(upscaler::mask).toList();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<List<Mask>>> together = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      together.add(threads.submit(() -> logits.stream().map(upscaler::mask).toList()));
    }

    for (Future<List<Mask>> masks : together) {
      assertThat(masks.get()).isEqualTo(alone);
    }
    threads.shutdown();
  }

  @ParameterizedTest(name = "frame {0}, grid {1}, {2}, to {3}x{4}, seed 20")
  @CsvSource({
    "256, 16, LONGEST_SIDE, 83, 61",
    "256, 16, STRETCH, 83, 61",
    "256, 16, STRETCH, 21, 300",
    "224, 14, LONGEST_SIDE, 61, 83",
    "224, 14, STRETCH, 61, 83",
    "576, 36, STRETCH, 301, 299",
    "48, 3, LONGEST_SIDE, 30, 50"
  })
  void masksOfOtherModelsEqualPlainSteps(
      int frame, int grid, ModelSpec.Resize mode, int width, int height) {
    ModelSpec spec = ModelSpec.builder(frame, grid).resize(mode).build();
    FrameResize resize = FrameResize.of(spec, width, height);
    float[] low = Arrays.copyOf(noisy(), spec.logitSide() * spec.logitSide());
    Arrays.fill(low, 0, low.length / 2, 9);

    Mask mask = LogitUpscaler.of(resize).mask(LowResLogits.of(low));

    double[] full = plain(low, resize);
    long wrong = 0;
    for (int i = 0; i < full.length; i++) {
      boolean set = mask.get(i % width, i / width);
      wrong += set != full[i] > 0 && Math.abs(full[i]) >= TOLERANCE ? 1 : 0;
    }
    assertThat(wrong).as("wrong pixels").isZero();
    assertThat(mask.area()).isPositive();
  }

  @Test
  void logitsOfAnotherModelAreRefused() {
    LogitUpscaler upscaler = LogitUpscaler.of(FrameResize.of(ModelSpec.sam1(), 65, 31));
    LowResLogits logits = LowResLogits.of(new float[64 * 64]);
    CoveredLogits wide = new CoveredLogits(FloatBuffer.allocate(300), 0, 1, 257);

    assertThatThrownBy(() -> upscaler.mask(logits))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("side is 256, got rows=64 columns=64");
    assertThatThrownBy(() -> upscaler.upscale(wide, new float[] {1}, stabilities -> true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("side is 256, got rows=1 columns=257");
  }

  @Test
  void steepLogitsAreThresholdedAsPlainOnesAre() {
    FrameResize resize = FrameResize.of(ModelSpec.sam1(), 613, 401);
    float[] low = new float[LOW * LOW];
    for (int i = 0; i < low.length; i++) {
      low[i] = (i % LOW + i / LOW) % 7 < 3 ? 4000f : -1000f;
    }

    Mask mask = LogitUpscaler.of(resize).mask(LowResLogits.of(low));

    double[] full = plain(low, resize);
    long wrong = 0;
    for (int i = 0; i < full.length; i++) {
      boolean set = mask.get(i % 613, i / 613);
      wrong += set != full[i] > 0 && Math.abs(full[i]) >= 1e-2 ? 1 : 0;
    }
    assertThat(wrong).isZero();
  }

  @Test
  void logitsOfZeroAreNotInTheMask() {
    LogitUpscaler upscaler = LogitUpscaler.of(FrameResize.of(ModelSpec.sam1(), 65, 31));

    LogitUpscaler.Upscaled upscaled = upscaler.upscale(LowResLogits.of(new float[LOW * LOW]), 0);

    assertThat(upscaled.mask().area()).isZero();
  }

  @Test
  void logitsAboveEveryThresholdFillTheWholeMask() {
    float[] low = new float[LOW * LOW];
    Arrays.fill(low, 9);

    LogitUpscaler.Upscaled upscaled = LogitUpscaler.of(FrameResize.of(ModelSpec.sam1(), 1021, 65))
        .upscale(LowResLogits.of(low), 1);

    assertThat(upscaled.mask().toMask()).isEqualTo(Mask.empty(1021, 65).not());
    assertThat(upscaled.stabilities())
        .containsExactly(new LogitUpscaler.Stability(1, 1021 * 65, 1021 * 65));
    assertThat(upscaled.stabilities().get(0).score()).isEqualTo(1f);
  }

  @Test
  void stabilityIsNotANumberWhenNothingIsAboveEitherThreshold() {
    float[] low = new float[LOW * LOW];
    Arrays.fill(low, -50);

    LogitUpscaler.Upscaled upscaled =
        LogitUpscaler.of(FrameResize.of(ModelSpec.sam1(), 35, 51)).upscale(LowResLogits.of(low), 1);

    assertThat(upscaled.stabilities().get(0).score()).isNaN();
    assertThat(upscaled.mask().area()).isZero();
  }

  @Test
  void stabilityIsADivisionInSinglePrecision() {
    LogitUpscaler.Stability stability = new LogitUpscaler.Stability(1, 19, 20);

    assertThat(stability.score()).isEqualTo(0.95f);
  }

  @ParameterizedTest
  @ValueSource(floats = {-0.1f, Float.NaN})
  void negativeOffsetIsRefused(float offset) {
    LogitUpscaler upscaler = LogitUpscaler.of(FrameResize.of(ModelSpec.sam1(), 5, 4));
    LowResLogits logits = LowResLogits.of(smooth());

    assertThatThrownBy(() -> upscaler.upscale(logits, 1, offset))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got " + offset);
  }

  private static float[] noisy() {
    Random random = new Random(SEED);
    float[] low = new float[LOW * LOW];
    for (int i = 0; i < low.length; i++) {
      low[i] = (float) (6 * random.nextGaussian());
    }
    return low;
  }

  private static float[] smooth() {
    Random random = new Random(SEED);
    double[] phase = random.doubles(6, 0, 2 * Math.PI).toArray();
    float[] low = new float[LOW * LOW];
    for (int i = 0; i < low.length; i++) {
      int row = i / LOW;
      double x = (i - row * LOW) / 256.0;
      double y = row / 256.0;
      low[i] = (float) (12 * Math.sin(7 * x + phase[0]) * Math.cos(9 * y + phase[1])
          + 5 * Math.sin(23 * (x + y) + phase[2])
          - 3);
    }
    return low;
  }

  private static long above(double[] full, double threshold) {
    return Arrays.stream(full).filter(value -> value > threshold).count();
  }

  private static long near(double[] full, double threshold) {
    return Arrays.stream(full)
        .filter(value -> Math.abs(value - threshold) < TOLERANCE)
        .count();
  }

  private static double[] plain(float[] low, FrameResize resize) {
    int side = resize.spec().logitSide();
    int frame = resize.spec().frameSide();
    double[] logits = new double[side * side];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = low[i];
    }
    if (resize.spec().resize() == ModelSpec.Resize.STRETCH) {
      return bilinear(logits, side, side, resize.width(), resize.height());
    }
    double[] enlarged = bilinear(logits, side, side, frame, frame);
    int width = resize.resizedWidth();
    int height = resize.resizedHeight();
    double[] cropped = new double[width * height];
    for (int y = 0; y < height; y++) {
      System.arraycopy(enlarged, y * frame, cropped, y * width, width);
    }
    return bilinear(cropped, width, height, resize.width(), resize.height());
  }

  /** Without aligned corners; positions in single precision as the reference, values in double. */
  private static double[] bilinear(
      double[] in, int width, int height, int newWidth, int newHeight) {
    double[] out = new double[newWidth * newHeight];
    for (int y = 0; y < newHeight; y++) {
      float v = position(y, height, newHeight);
      int y0 = (int) v;
      int y1 = Math.min(y0 + 1, height - 1);
      double fy = v - y0;
      for (int x = 0; x < newWidth; x++) {
        float u = position(x, width, newWidth);
        int x0 = (int) u;
        int x1 = Math.min(x0 + 1, width - 1);
        double fx = u - x0;
        double top = in[y0 * width + x0] * (1 - fx) + in[y0 * width + x1] * fx;
        double bottom = in[y1 * width + x0] * (1 - fx) + in[y1 * width + x1] * fx;
        out[y * newWidth + x] = top * (1 - fy) + bottom * fy;
      }
    }
    return out;
  }

  private static float position(int target, int in, int out) {
    return Math.max(0f, (float) in / out * (target + 0.5f) - 0.5f);
  }
}
