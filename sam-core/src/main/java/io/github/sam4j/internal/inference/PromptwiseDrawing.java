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
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;

/**
 * Draws on a CPU, prompt by prompt, which keeps the working set small enough for the caches.
 * Requires the kernels of the points in staging memory.
 */
final class PromptwiseDrawing implements MaskDrawing {
  private static final int MASKS = AttendedPoints.MASKS;

  private final OrtSession upscaling;
  private final GridImage image;
  private final int kernelLength;
  private final AttendedPoints points;
  private final OwnedTensors owned = new OwnedTensors();
  private final OrtTensor kernels;
  private final OrtTensor logits;

  PromptwiseDrawing(
      DecoderWeights weights,
      OrtSession upscaling,
      TensorMemory memory,
      GridImage image,
      AttendedPoints points) {
    this.upscaling = upscaling;
    this.image = image;
    this.points = points;
    this.kernelLength = DecoderGraphs.kernelLength(weights);
    try {
      kernels = owned.own(memory.stagingFloats(1, MASKS, kernelLength));
      logits = owned.own(memory.stagingFloats(1, MASKS, image.logitRows(), image.logitColumns()));
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  @Override
  public void draw(int[] prompts, int[] outputs, GridLane.Drawn drawn, StopSignal stop) {
    int from = 0;
    while (from < prompts.length) {
      int to = from + 1;
      while (to < prompts.length && prompts[to] == prompts[from]) {
        to++;
      }
      draw(prompts[from], Arrays.copyOfRange(outputs, from, to), from, drawn, stop);
      from = to;
    }
  }

  private void draw(
      int prompt, int[] outputs, int firstIndex, GridLane.Drawn drawn, StopSignal stop) {
    int k = outputs.length;
    int height = image.logitRows();
    int columns = image.logitColumns();
    FloatBuffer target = kernels.floatBuffer();
    for (int output : outputs) {
      target.put(points.kernelOf(prompt, output));
    }
    try (OrtTensor shares = points.sharesOf(prompt);
        OrtTensor scale = points.scaleOf(prompt);
        OrtTensor rows = points.rowsOf(prompt);
        OrtTensor kernelsPart = kernels.part(0, 1, k, kernelLength);
        OrtTensor logitsPart = logits.part(0, 1, k, height, columns)) {
      upscaling.run(
          Map.of(
              DecoderTensors.SHARES,
              shares,
              DecoderTensors.SCALE,
              scale,
              DecoderTensors.ROWS,
              rows,
              DecoderTensors.ENLARGED,
              image.enlarged(),
              DecoderTensors.KERNELS,
              kernelsPart),
          Map.of(DecoderTensors.LOGITS, logitsPart),
          stop);
      FloatBuffer values = logitsPart.floatBuffer();
      for (int i = 0; i < k; i++) {
        drawn.accept(firstIndex + i, values, i * height * columns);
      }
    }
  }

  @Override
  public void close() {
    owned.close();
  }
}
