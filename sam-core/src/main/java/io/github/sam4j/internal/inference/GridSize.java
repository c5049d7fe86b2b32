package io.github.sam4j.internal.inference;

import io.github.sam4j.internal.preprocessing.ResizeLongestSide;
import io.github.sam4j.mask.LowResLogits;
import io.github.sam4j.weights.internal.network.DecoderGraphs;

/**
 * The part of the frame that has a say in the masks of an image; the rest is padding, and isn't
 * drawn.
 *
 * @param rows of image tokens, in {@code [1, 64]}
 * @param columns of image tokens, in {@code [1, 64]}
 */
record GridSize(int rows, int columns) {
  /** Logits along a side that one image token becomes. */
  private static final int PIXELS = LowResLogits.SIDE / DecoderGraphs.GRID;

  /** Pixels of the frame along a side that one logit stands for. */
  private static final int STRIDE = ResizeLongestSide.FRAME_SIDE / LowResLogits.SIDE;

  static GridSize of(ResizeLongestSide resize) {
    return new GridSize(tokens(resize.resizedHeight()), tokens(resize.resizedWidth()));
  }

  /** The logit right of or below the last pixel is still interpolated with. */
  private static int tokens(int resized) {
    int last = (int) ((resized - 0.5) / STRIDE - 0.5) + 1;
    return Math.min(last / PIXELS + 1, DecoderGraphs.GRID);
  }

  /** Rows of logits that cover the image. */
  int logitRows() {
    return rows * PIXELS;
  }

  /** Columns of logits that cover the image. */
  int logitColumns() {
    return columns * PIXELS;
  }
}
