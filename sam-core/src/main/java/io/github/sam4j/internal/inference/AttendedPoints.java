// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.inference;

import io.github.sam4j.internal.ort.OrtSession;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.internal.ort.StopSignal;
import io.github.sam4j.internal.ort.TensorMemory;
import io.github.sam4j.weights.internal.architecture.DecoderWeights;
import io.github.sam4j.weights.internal.network.DecoderGraphs;
import io.github.sam4j.weights.internal.network.DecoderTensors;
import io.github.sam4j.weights.internal.network.GridGraphs;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * A batch of single points after the transformer of {@link GridGraphs}: predicted IoU in staging
 * memory, and the inputs of the upscaling on the device. The tensors are reused for every batch.
 */
final class AttendedPoints implements AutoCloseable {
  /** Number of masks per prompt. */
  static final int MASKS = DecoderWeights.MASK_TOKENS;

  /** A point and its padding point: the points of a prompt. */
  private static final int POINTS = 2;

  private final OrtSession transformer;
  private final GridImage image;
  private final int capacity;
  private final int rows;
  private final int width;
  private final int tokens;
  private final int kernelLength;
  private final OwnedTensors owned = new OwnedTensors();
  private final OrtTensor coords;
  private final OrtTensor labels;
  private final OrtTensor shares;
  private final OrtTensor scale;
  private final OrtTensor mixedRows;
  private final OrtTensor maskKernels;
  private final OrtTensor predictedIou;
  private int prompts;

  /**
   * Allocates tensors for batches of points on an image.
   *
   * @param capacity maximum number of points in a batch
   * @param kernelsInStaging whether mask kernels are kept in staging memory for selection in Java
   */
  AttendedPoints(
      DecoderWeights weights,
      OrtSession transformer,
      TensorMemory memory,
      GridImage image,
      int capacity,
      boolean kernelsInStaging) {
    this.transformer = transformer;
    this.image = image;
    this.capacity = capacity;
    this.rows = GridGraphs.rows(weights, POINTS);
    this.width = weights.width();
    this.tokens = image.resize().spec().tokens();
    this.kernelLength = DecoderGraphs.kernelLength(weights);
    try {
      coords = owned.own(memory.stagingFloats(capacity, POINTS, 2));
      labels = owned.own(memory.stagingLongs(capacity, POINTS));
      shares = owned.own(memory.deviceFloats(capacity, rows, tokens));
      scale = owned.own(memory.deviceFloats(capacity, 1, tokens));
      mixedRows = owned.own(memory.deviceFloats(capacity, rows, width));
      maskKernels = owned.own(
          kernelsInStaging
              ? memory.stagingFloats(capacity, MASKS, kernelLength)
              : memory.deviceFloats(capacity, MASKS, kernelLength));
      predictedIou = owned.own(memory.stagingFloats(capacity, MASKS));
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** Implements {@link GridLane#attend}. */
  void attend(PromptBatch batch, StopSignal stop) {
    int n = batch.prompts();
    if (n > capacity || batch.points() != POINTS || !batch.logits().isEmpty()) {
      throw new IllegalArgumentException("expected at most " + capacity + " single points, got " + n
          + " prompts of " + batch.points() + " points");
    }
    prompts = 0;
    coords.floatBuffer().put(batch.coords());
    labels.longBuffer().put(batch.labels());
    Map<String, OrtTensor> in = new HashMap<>(image.terms());
    try (OrtTensor coordsPart = coords.part(0, n, POINTS, 2);
        OrtTensor labelsPart = labels.part(0, n, POINTS);
        OrtTensor sharesPart = shares.part(0, n, rows, tokens);
        OrtTensor scalePart = scale.part(0, n, 1, tokens);
        OrtTensor rowsPart = mixedRows.part(0, n, rows, width);
        OrtTensor kernelsPart = maskKernels.part(0, n, MASKS, kernelLength);
        OrtTensor iouPart = predictedIou.part(0, n, MASKS)) {
      in.put(DecoderTensors.POINT_COORDS, coordsPart);
      in.put(DecoderTensors.POINT_LABELS, labelsPart);
      transformer.run(
          in,
          Map.of(
              DecoderTensors.SHARES, sharesPart,
              DecoderTensors.SCALE, scalePart,
              DecoderTensors.ROWS, rowsPart,
              DecoderTensors.MASK_KERNELS, kernelsPart,
              DecoderTensors.PREDICTED_IOU, iouPart),
          stop);
    }
    FiniteOutputs.require(
        "predicted IoU of the mask decoder", predictedIou.floatBuffer().slice(0, n * MASKS));
    prompts = n;
  }

  /** Implements {@link GridLane#predictedIou}. */
  float predictedIou(int prompt, int output) {
    checkMask(prompt, output);
    return predictedIou.floatBuffer().get(prompt * MASKS + output);
  }

  /**
   * Checks the indices of masks to draw; for wrong ones the runtime would read out of bounds.
   *
   * @throws IllegalArgumentException if the numbers of prompts and outputs differ
   * @throws IndexOutOfBoundsException if a mask is not in the last batch
   */
  void checkMasks(int[] wantedPrompts, int[] wantedOutputs) {
    if (wantedPrompts.length != wantedOutputs.length) {
      throw new IllegalArgumentException("expected an output for each of " + wantedPrompts.length
          + " prompts, got " + wantedOutputs.length);
    }
    for (int i = 0; i < wantedPrompts.length; i++) {
      checkMask(wantedPrompts[i], wantedOutputs[i]);
    }
  }

  private void checkMask(int prompt, int output) {
    if (prompt < 0 || prompt >= prompts || output < 0 || output >= MASKS) {
      throw new IndexOutOfBoundsException(
          "output " + output + " of " + MASKS + " of prompt " + prompt + " of " + prompts);
    }
  }

  /** Returns the weight of each row in each token, {@code [capacity, R, tokens]}. */
  OrtTensor shares() {
    return shares;
  }

  /** Returns the weight of the image part in each token, {@code [capacity, 1, tokens]}. */
  OrtTensor scale() {
    return scale;
  }

  /** Returns the rows, {@code [capacity, R, width]}. */
  OrtTensor rows() {
    return mixedRows;
  }

  /** Returns the kernels of all masks, {@code [capacity, 4, channels]}. */
  OrtTensor maskKernels() {
    return maskKernels;
  }

  /** Returns the shares of a prompt, {@code [1, R, tokens]}; the caller closes them. */
  OrtTensor sharesOf(int prompt) {
    return shares.part((long) prompt * rows * tokens, 1, rows, tokens);
  }

  /** Returns the scale of a prompt, {@code [1, 1, tokens]}; the caller closes it. */
  OrtTensor scaleOf(int prompt) {
    return scale.part((long) prompt * tokens, 1, 1, tokens);
  }

  /** Returns the rows of a prompt, {@code [1, R, width]}; the caller closes them. */
  OrtTensor rowsOf(int prompt) {
    return mixedRows.part((long) prompt * rows * width, 1, rows, width);
  }

  /** Returns the kernel of a mask; requires kernels in staging memory. */
  FloatBuffer kernelOf(int prompt, int output) {
    return maskKernels.floatBuffer().slice((prompt * MASKS + output) * kernelLength, kernelLength);
  }

  /** Frees all tensors. Idempotent. */
  @Override
  public void close() {
    owned.close();
  }
}
