package io.github.sam4j.internal.inference;

import io.github.sam4j.image.RgbImage;
import io.github.sam4j.internal.memory.Closing;
import io.github.sam4j.internal.ort.OrtSession;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.internal.ort.StopSignal;
import io.github.sam4j.internal.ort.TensorMemory;
import io.github.sam4j.internal.ort.TensorType;
import io.github.sam4j.internal.preprocessing.PixelNormalization;
import io.github.sam4j.internal.preprocessing.ResizeLongestSide;
import io.github.sam4j.weights.internal.network.DecoderGraphs;
import java.util.Arrays;
import java.util.Map;

/** Resize, normalisation, padding and the image encoder. */
final class ImageEncoder implements AutoCloseable {
  /** To be counted up when a picture comes to the encoder as other numbers than before. */
  static final int PREPROCESSING = 1;

  private static final int SIDE = ResizeLongestSide.FRAME_SIDE;
  private static final int GRID = DecoderGraphs.GRID;

  private final OrtSession session;
  private final TensorMemory memory;
  private final EncoderRun run;
  private final int width;

  /**
   * Takes over a session.
   *
   * @param width channels of the embedding that the decoder expects
   * @param fixedTensors whether the graph always runs on the same two tensors, one run at a time
   * @throws IllegalArgumentException if the graph isn't an image encoder of that width; the session
   *     is closed then
   */
  ImageEncoder(OrtSession session, TensorMemory memory, int width, boolean fixedTensors) {
    this.session = session;
    this.memory = memory;
    this.width = width;
    long[] inputShape = {1, 3, SIDE, SIDE};
    long[] outputShape = {1, width, GRID, GRID};
    try {
      String input = only("input", session.inputs(), inputShape);
      String output = only("output", session.outputs(), outputShape);
      this.run = fixedTensors
          ? new FixedTensorsRun(session, memory, input, inputShape, output, outputShape)
          : (pixels, embedding, stop) ->
              session.run(Map.of(input, pixels), Map.of(output, embedding), stop);
    } catch (RuntimeException | Error e) {
      session.close();
      throw e;
    }
  }

  /** Returns the name of the one tensor there is; an open side fits every size. */
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

  /** Returns the shape of an embedding, {@code [1, width, 64, 64]}. */
  long[] embeddingShape() {
    return new long[] {1, width, GRID, GRID};
  }

  /** Returns the embedding {@code [1, width, 64, 64]}; the caller closes it. */
  OrtTensor encode(RgbImage image, ResizeLongestSide resize, StopSignal stop) {
    OrtTensor embedding = memory.deviceFloats(1, width, GRID, GRID);
    try (OrtTensor pixels = memory.stagingFloats(1, 3, SIDE, SIDE)) {
      resize.normalizeInto(image, PixelNormalization.SAM, pixels.floatBuffer());
      run.run(pixels, embedding, stop);
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
