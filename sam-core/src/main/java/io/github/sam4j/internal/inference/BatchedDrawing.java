// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.inference;

import io.github.sam4j.internal.ort.OrtSession;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.internal.ort.StopSignal;
import io.github.sam4j.internal.ort.TensorMemory;
import io.github.sam4j.weights.internal.network.DecoderTensors;
import io.github.sam4j.weights.internal.network.GridGraphs;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Map;

/**
 * Draws on a GPU: the transformer's results stay on the device, and only the requested masks are
 * copied to the host.
 *
 * <p>A run draws up to {@link #CHUNK} prompts. For a published SAM, each prompt needs about four
 * arrays of 65,536 pixels by 32 channels at once, 8 MB each, so 16 prompts take half a GB of device
 * memory and at most 17 MB of staging memory. With 16 prompts, every operator has a million pixels
 * to process, several times the number of threads of the largest GPU, so larger runs would not
 * increase utilisation.
 */
final class BatchedDrawing implements MaskDrawing {
  /** Maximum number of prompts per run. */
  static final int CHUNK = 16;

  private static final int MASKS = AttendedPoints.MASKS;

  private final OrtSession upscaling;
  private final GridImage image;
  private final AttendedPoints points;
  private final OwnedTensors owned = new OwnedTensors();
  private final OrtTensor promptIndex;
  private final OrtTensor maskIndex;
  private final OrtTensor logits;

  /**
   * Allocates the tensors of a run.
   *
   * @param upscaling session for {@link GridGraphs#chosenUpscaling}
   * @param capacity maximum number of points in a batch
   */
  BatchedDrawing(
      OrtSession upscaling,
      TensorMemory memory,
      GridImage image,
      AttendedPoints points,
      int capacity) {
    this.upscaling = upscaling;
    this.image = image;
    this.points = points;
    int chunk = Math.min(capacity, CHUNK);
    try {
      promptIndex = owned.own(memory.stagingLongs(chunk));
      maskIndex = owned.own(memory.stagingLongs((long) chunk * MASKS));
      logits = owned.own(
          memory.stagingFloats((long) chunk * MASKS, image.logitRows(), image.logitColumns()));
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  @Override
  public void draw(int[] prompts, int[] outputs, GridLane.Drawn drawn, StopSignal stop) {
    int from = 0;
    while (from < prompts.length) {
      from = drawChunk(prompts, outputs, from, drawn, stop);
    }
  }

  /** Draws as many masks as fit into one run and returns the index of the first remaining one. */
  private int drawChunk(
      int[] prompts, int[] outputs, int from, GridLane.Drawn drawn, StopSignal stop) {
    LongBuffer chosen = promptIndex.longBuffer();
    LongBuffer wanted = maskIndex.longBuffer();
    int to = from;
    while (to < prompts.length && wanted.hasRemaining()) {
      if (to == from || prompts[to] != prompts[to - 1]) {
        if (!chosen.hasRemaining()) {
          break;
        }
        chosen.put(prompts[to]);
      }
      wanted.put((chosen.position() - 1L) * MASKS + outputs[to]);
      to++;
    }
    draw(chosen.position(), wanted.position(), from, drawn, stop);
    return to;
  }

  private void draw(int prompts, int masks, int firstIndex, GridLane.Drawn drawn, StopSignal stop) {
    int height = image.logitRows();
    int columns = image.logitColumns();
    try (OrtTensor chosen = promptIndex.part(0, prompts);
        OrtTensor wanted = maskIndex.part(0, masks);
        OrtTensor logitsPart = logits.part(0, masks, height, columns)) {
      upscaling.run(
          Map.of(
              DecoderTensors.SHARES,
              points.shares(),
              DecoderTensors.SCALE,
              points.scale(),
              DecoderTensors.ROWS,
              points.rows(),
              DecoderTensors.MASK_KERNELS,
              points.maskKernels(),
              DecoderTensors.ENLARGED,
              image.enlarged(),
              DecoderTensors.PROMPT_INDEX,
              chosen,
              DecoderTensors.MASK_INDEX,
              wanted),
          Map.of(DecoderTensors.LOGITS, logitsPart),
          stop);
      FloatBuffer values = logitsPart.floatBuffer();
      for (int i = 0; i < masks; i++) {
        drawn.accept(firstIndex + i, values, i * height * columns);
      }
    }
  }

  @Override
  public void close() {
    owned.close();
  }
}
