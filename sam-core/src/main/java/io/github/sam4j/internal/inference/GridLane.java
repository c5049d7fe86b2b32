// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.inference;

import io.github.sam4j.internal.memory.Closing;
import io.github.sam4j.internal.ort.StopSignal;
import java.nio.FloatBuffer;

/**
 * Runs batches of single points through the decoder, one after the other, reusing its tensors: with
 * newly allocated memory of this size, page faults alone would take a fifth of the time. Confined
 * to one thread, which closes it before the image.
 */
public final class GridLane implements AutoCloseable {
  /** Receives masks as they are drawn. */
  @FunctionalInterface
  public interface Drawn {
    /**
     * Receives a mask. Called once per requested mask, in the order of the request.
     *
     * @param index index of the mask in the request
     * @param logits the logits {@code [rows, columns]} of the part of the frame that the image
     *     covers, row-major from absolute position {@code from}; valid only during the call
     */
    void accept(int index, FloatBuffer logits, int from);
  }

  private final GridImage image;
  private final AttendedPoints points;
  private final MaskDrawing drawing;

  /** Takes ownership of the points and the drawing. */
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
   * Runs a batch of points through the transformer, replacing the previous batch.
   *
   * @throws IllegalArgumentException if the batch is too large or contains anything but single
   *     points
   */
  public void attend(PromptBatch batch, StopSignal stop) {
    points.attend(batch, stop);
  }

  /**
   * Returns the model's estimate of a mask's IoU; it can exceed 1.
   *
   * @param prompt index of the prompt in the current batch
   * @param output 0 for the single-mask output, 1 to 3 for the others
   * @throws IndexOutOfBoundsException if there is no such prompt or output
   */
  public float predictedIou(int prompt, int output) {
    return points.predictedIou(prompt, output);
  }

  /**
   * Draws masks of the current batch.
   *
   * @param prompts index of the prompt of each mask, in ascending order
   * @param outputs output of each mask, 0 to 3, none twice per prompt
   * @throws IllegalArgumentException if the numbers of prompts and outputs differ
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
