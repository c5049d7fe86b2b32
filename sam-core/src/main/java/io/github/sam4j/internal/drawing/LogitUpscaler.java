// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.drawing;

import io.github.sam4j.image.internal.bits.PackedBits;
import io.github.sam4j.internal.preprocessing.FrameResize;
import io.github.sam4j.mask.LowResLogits;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.weights.ModelSpec;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Interpolates low-resolution logits to the size of the original image and thresholds them.
 *
 * <p>The reference enlarges the logits to the frame, crops to the resized image and resizes to the
 * original, both times bilinearly without aligned corners; for stretched images, a single step maps
 * the logits to the original. All steps are linear and separable, so they are folded into at most
 * three taps per row and per column, and one row is computed at a time: there is never a full-size
 * array of floats, and one of bits only if {@link #mask} returns it.
 *
 * <p>All weights are non-negative and sum to 1, hence no value lies outside the range of its 3 × 3
 * taps. If all nine lie clearly on one side of every threshold, the pixels that share them are
 * filled or skipped together; only the rest, mostly the rim of the mask, is computed pixel by
 * pixel. The margin for "clearly" is far larger than the rounding error of the sums.
 *
 * <p>Safe for use by several threads. The working memory of a call is kept for later calls: some
 * tens of KB, or a few hundred if the logits come from a buffer, for at most as many calls as there
 * are processors.
 */
public final class LogitUpscaler {
  private static final int MAX_IDLE = Runtime.getRuntime().availableProcessors();

  private final ResizeAxis columns;
  private final ResizeAxis rows;
  private final Deque<MaskDrawer> idle = new ArrayDeque<>();

  private LogitUpscaler(ResizeAxis columns, ResizeAxis rows) {
    this.columns = columns;
    this.rows = rows;
    // checks the size before the first mask
    PackedBits.checkedWords(columns.length(), rows.length());
  }

  /** Returns the upscaler for images with the given resize. */
  public static LogitUpscaler of(FrameResize resize) {
    ModelSpec spec = resize.spec();
    return new LogitUpscaler(
        ResizeAxis.of(spec, resize.resizedWidth(), resize.width()),
        ResizeAxis.of(spec, resize.resizedHeight(), resize.height()));
  }

  /** Returns the mask of the full-size logits above 0. */
  public Mask mask(LowResLogits logits) {
    return drawing(drawer -> drawer.draw(drawer.read(logits)));
  }

  /**
   * Returns the mask of the full-size logits above 0 and its stability for other thresholds.
   *
   * @param offsets distances of other pairs of thresholds from 0, not negative
   * @throws IllegalArgumentException if an offset is negative or NaN, or the logits are not those
   *     of the model
   */
  public Upscaled upscale(LowResLogits logits, float... offsets) {
    checkOffsets(offsets);
    return drawing(drawer -> {
      List<Stability> stabilities = drawer.drawRuns(drawer.read(logits), offsets);
      return new Upscaled(drawer.compact(), stabilities);
    });
  }

  /**
   * Upscales as {@link #upscale(LowResLogits, float...)} does, but reads logits from a buffer and
   * packs only masks that pass a test; otherwise allocates nothing of significant size.
   *
   * @param test called once with one stability per offset
   * @return the mask, if it passes
   * @throws IllegalArgumentException if an offset is negative or NaN, or the logits are not those
   *     of the model
   */
  public Optional<Upscaled> upscale(
      CoveredLogits logits, float[] offsets, Predicate<List<Stability>> test) {
    checkOffsets(offsets);
    return drawing(drawer -> {
      List<Stability> stabilities = drawer.drawRuns(drawer.read(logits), offsets);
      return test.test(stabilities)
          ? Optional.of(new Upscaled(drawer.compact(), stabilities))
          : Optional.empty();
    });
  }

  private static void checkOffsets(float[] offsets) {
    for (float offset : offsets) {
      if (!(offset >= 0)) {
        throw new IllegalArgumentException("offsets must not be negative, got " + offset);
      }
    }
  }

  /** Runs a task with exclusive use of a drawer. */
  private <T> T drawing(Function<MaskDrawer, T> task) {
    MaskDrawer drawer = take();
    try {
      return task.apply(drawer);
    } finally {
      giveBack(drawer);
    }
  }

  private MaskDrawer take() {
    synchronized (idle) {
      MaskDrawer drawer = idle.poll();
      return drawer == null ? new MaskDrawer(columns, rows) : drawer;
    }
  }

  private void giveBack(MaskDrawer drawer) {
    synchronized (idle) {
      if (idle.size() < MAX_IDLE) {
        idle.push(drawer);
      }
    }
  }

  /**
   * A thresholded mask and its stability.
   *
   * @param mask pixels whose logit is above 0
   * @param stabilities one per offset, in the same order
   */
  public record Upscaled(CompactMask mask, List<Stability> stabilities) {
    /** Copies the list. */
    public Upscaled {
      stabilities = List.copyOf(stabilities);
    }
  }

  /**
   * Areas of the masks at two thresholds around 0.
   *
   * @param offset distance of both from 0
   * @param areaAtHigh number of pixels whose logit is above {@code +offset}
   * @param areaAtLow number of pixels whose logit is above {@code -offset}
   */
  public record Stability(float offset, int areaAtHigh, int areaAtLow) {
    /**
     * Returns {@code areaAtHigh / areaAtLow}: the IoU of the masks at the two thresholds, one of
     * which contains the other. In {@code [0, 1]}, or NaN where both are empty. Single precision,
     * as in the reference.
     */
    public float score() {
      return (float) areaAtHigh / (float) areaAtLow;
    }
  }
}
