// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.inference;

import io.github.sam4j.image.RgbImage;
import io.github.sam4j.internal.memory.Closing;
import io.github.sam4j.internal.ort.OrtSession;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.internal.ort.StopSignal;
import io.github.sam4j.internal.ort.TensorMemory;
import io.github.sam4j.internal.ort.TensorType;
import io.github.sam4j.internal.preprocessing.FrameResize;
import io.github.sam4j.internal.preprocessing.PixelNormalization;
import io.github.sam4j.weights.ModelSpec;
import java.util.Arrays;
import java.util.Map;

/** Encodes images: resize, normalization, padding and the image encoder's graph. */
final class ImageEncoder implements AutoCloseable {
  /**
   * Version of the preprocessing, to be increased whenever the pixels that reach the encoder
   * change.
   */
  static final int PREPROCESSING = 1;

  private final OrtSession session;
  private final PixelNormalization normalization;
  private final TensorMemory memory;
  private final EncoderRun run;
  private final long[] frameShape;
  private final long[] embeddingShape;
  private final String output;

  /**
   * Takes ownership of a session.
   *
   * @param spec description of the model
   * @param width number of channels of the embedding that the decoder expects
   * @param fixedTensors whether the graph always runs on the same two tensors, one run at a time
   * @throws IllegalArgumentException if the graph isn't an image encoder of that width, in which
   *     case the session is closed
   */
  ImageEncoder(
      OrtSession session, TensorMemory memory, ModelSpec spec, int width, boolean fixedTensors) {
    this.session = session;
    this.memory = memory;
    this.normalization = PixelNormalization.of(spec);
    this.frameShape = new long[] {1, 3, spec.frameSide(), spec.frameSide()};
    this.embeddingShape = new long[] {1, width, spec.gridSide(), spec.gridSide()};
    try {
      String input = only("input", session.inputs(), frameShape);
      this.output = only("output", session.outputs(), embeddingShape);
      this.run = fixedTensors
          ? new FixedTensorsRun(session, memory, input, frameShape, output, embeddingShape)
          : (pixels, embedding, stop) ->
              session.run(Map.of(input, pixels), Map.of(output, embedding), stop);
    } catch (RuntimeException | Error e) {
      session.close();
      throw e;
    }
  }

  /** Returns the name of the only tensor, which must admit the shape. */
  private static String only(String what, Map<String, TensorType> tensors, long... shape) {
    boolean fits =
        tensors.size() == 1 && tensors.values().iterator().next().admits(TensorType.FLOAT32, shape);
    if (!fits) {
      throw new IllegalArgumentException("not a SAM image encoder: expected one "
          + what
          + " of "
          + TensorType.FLOAT32
          + Arrays.toString(shape)
          + ", found "
          + tensors);
    }
    return tensors.keySet().iterator().next();
  }

  /** Returns the shape of an embedding, {@code [1, width, grid, grid]}. */
  long[] embeddingShape() {
    return embeddingShape.clone();
  }

  /**
   * Returns the embedding {@code [1, width, grid, grid]}; the caller closes it.
   *
   * @throws io.github.sam4j.model.InferenceException if it isn't finite; on a GPU, where Java can't
   *     read it, the decoder's output tells
   */
  OrtTensor encode(RgbImage image, FrameResize resize, StopSignal stop) {
    OrtTensor embedding = memory.deviceFloats(embeddingShape);
    try (OrtTensor pixels = memory.stagingFloats(frameShape)) {
      resize.normalizeInto(image, normalization, pixels.floatBuffer());
      run.run(pixels, embedding, stop);
      if (embedding.isReadable()) {
        FiniteOutputs.require(
            "output " + output + " of the image encoder", embedding.floatBuffer());
      }
      return embedding;
    } catch (RuntimeException | Error e) {
      embedding.close();
      throw e;
    }
  }

  @Override
  public void close() {
    Closing.all(run::close, session::close);
  }
}
