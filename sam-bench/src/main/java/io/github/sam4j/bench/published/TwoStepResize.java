// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.published;

import io.github.sam4j.internal.preprocessing.FrameResize;
import io.github.sam4j.mask.LowResLogits;
import io.github.sam4j.weights.ModelSpec;

/**
 * Enlarges logits as published: bilinearly to 1024 × 1024, cropped to the resized image, bilinearly
 * to the original size, every pixel a float.
 *
 * <p>Each step goes along the rows first and then along the columns: a source row is stretched once
 * for all target rows that need it, and the blend of two stretched rows is a loop that the JVM
 * compiles to vector instructions. ONNX Runtime's {@code Resize} takes at least twice as long.
 */
public final class TwoStepResize {
  private static final int FRAME = ModelSpec.sam1().frameSide();

  private final Step toFrame;
  private final Step toOriginal;

  private TwoStepResize(Step toFrame, Step toOriginal) {
    this.toFrame = toFrame;
    this.toOriginal = toOriginal;
  }

  /** Returns the enlargement for images of the given resize. */
  public static TwoStepResize of(FrameResize resize) {
    Axis frame = Axis.of(ModelSpec.sam1().logitSide(), FRAME);
    return new TwoStepResize(
        new Step(ModelSpec.sam1().logitSide(), frame, frame),
        new Step(
            FRAME,
            Axis.of(resize.resizedWidth(), resize.width()),
            Axis.of(resize.resizedHeight(), resize.height())));
  }

  /** Returns the number of values of an enlarged mask. */
  public int length() {
    return Math.multiplyExact(toOriginal.columns.length(), toOriginal.rows.length());
  }

  /** Writes the enlarged logits, row-major, into an array of {@link #length} floats. */
  public void enlarge(LowResLogits logits, float[] target) {
    float[] frame = new float[FRAME * FRAME];
    toFrame.apply(logits.toArray(), frame);
    toOriginal.apply(frame, target);
  }

  /** One bilinear step of a whole plane. */
  private static final class Step {
    private final int sourceStride;
    private final Axis columns;
    private final Axis rows;

    Step(int sourceStride, Axis columns, Axis rows) {
      this.sourceStride = sourceStride;
      this.columns = columns;
      this.rows = rows;
    }

    void apply(float[] source, float[] target) {
      int width = columns.length();
      float[] above = new float[width];
      float[] below = new float[width];
      int aboveRow = -1;
      int belowRow = -1;
      for (int y = 0; y < rows.length(); y++) {
        if (belowRow == rows.lower[y]) {
          float[] swap = above;
          above = below;
          below = swap;
          belowRow = aboveRow;
          aboveRow = rows.lower[y];
        }
        if (aboveRow != rows.lower[y]) {
          aboveRow = rows.lower[y];
          columns.stretch(source, aboveRow * sourceStride, above);
        }
        if (belowRow != rows.upper[y]) {
          belowRow = rows.upper[y];
          columns.stretch(source, belowRow * sourceStride, below);
        }
        blend(above, 1 - rows.fraction[y], below, rows.fraction[y], target, y * width);
      }
    }

    private static void blend(
        float[] above, float shareAbove, float[] below, float shareBelow, float[] target, int at) {
      for (int x = 0; x < above.length; x++) {
        target[at + x] = shareAbove * above[x] + shareBelow * below[x];
      }
    }
  }

  /** For each target position along one axis its two neighbours and where it lies between them. */
  private static final class Axis {
    final int[] lower;
    final int[] upper;
    final float[] fraction;

    private Axis(int[] lower, int[] upper, float[] fraction) {
      this.lower = lower;
      this.upper = upper;
      this.fraction = fraction;
    }

    /** Positions without aligned corners, in single precision as the reference computes them. */
    static Axis of(int sourceLength, int targetLength) {
      int[] lower = new int[targetLength];
      int[] upper = new int[targetLength];
      float[] fraction = new float[targetLength];
      float scale = (float) sourceLength / targetLength;
      for (int i = 0; i < targetLength; i++) {
        float position = Math.max(0f, scale * (i + 0.5f) - 0.5f);
        lower[i] = Math.min((int) position, sourceLength - 1);
        upper[i] = Math.min(lower[i] + 1, sourceLength - 1);
        fraction[i] = Math.min(position - lower[i], 1f);
      }
      return new Axis(lower, upper, fraction);
    }

    int length() {
      return lower.length;
    }

    void stretch(float[] source, int row, float[] target) {
      for (int x = 0; x < target.length; x++) {
        float left = source[row + lower[x]];
        float right = source[row + upper[x]];
        target[x] = (1 - fraction[x]) * left + fraction[x] * right;
      }
    }
  }
}
