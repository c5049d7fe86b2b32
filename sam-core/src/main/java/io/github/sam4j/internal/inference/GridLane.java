// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.inference;

import io.github.sam4j.internal.memory.Closing;
import io.github.sam4j.internal.ort.StopSignal;
import java.nio.FloatBuffer;

/**
 * Takes batches of single points through the decoder, one after the other, on tensors that it
 * keeps: fresh memory of this size costs a fifth of the time in page faults alone. Belongs to one
 * thread; closed by it, before the image.
 */
public final class GridLane implements AutoCloseable {
  /** Hears of the masks as they are drawn. */
  @FunctionalInterface
  public interface Drawn {
    /**
     * Called once for each mask, in the order in which they were asked for.
     *
     * @param index which of the masks that were asked for
     * @param logits {@code [rows, columns]} of the part of the frame that the image covers,
     *     row-major from the absolute position {@code from} on; valid during the call only
     */
    void accept(int index, FloatBuffer logits, int from);
  }

  private final GridImage image;
  private final AttendedPoints points;
  private final MaskDrawing drawing;

  /** Takes over the points and how they are drawn. */
  GridLane(GridImage image, AttendedPoints points, MaskDrawing drawing) {
    this.image = image;
    this.points = points;
    this.drawing = drawing;
  }

  /** Returns the rows of the logits that {@link #draw} yields. */
  public int logitRows() {
    return image.logitRows();
  }

  /** Returns the columns of the logits that {@link #draw} yields. */
  public int logitColumns() {
    return image.logitColumns();
  }

  /**
   * Runs a batch of points through the transformer. What was attended before is forgotten.
   *
   * @throws IllegalArgumentException if the batch is too large or isn't one of single points
   */
  public void attend(PromptBatch batch, StopSignal stop) {
    points.attend(batch, stop);
  }

  /**
   * Returns the model's estimate of a mask's IoU; it can exceed 1.
   *
   * @param prompt which prompt of the batch that was attended last
   * @param output 0 for the single-mask output, 1 to 3 for the others
   * @throws IndexOutOfBoundsException if there is no such prompt or output
   */
  public float predictedIou(int prompt, int output) {
    return points.predictedIou(prompt, output);
  }

  /**
   * Draws masks of the batch that was attended last.
   *
   * @param prompts which prompts, in ascending order, one entry for each mask
   * @param outputs which outputs of these prompts, 0 to 3, none twice
   * @throws IllegalArgumentException if not equally many prompts and outputs are given
   * @throws IndexOutOfBoundsException if there is no such prompt or output; nothing is drawn then
   */
  public void draw(int[] prompts, int[] outputs, Drawn drawn, StopSignal stop) {
    points.checkMasks(prompts, outputs);
    drawing.draw(prompts, outputs, drawn, stop);
  }

  /** Frees all tensors. Idempotent. */
  @Override
  public void close() {
    Closing.all(drawing::close, points::close);
  }
}
