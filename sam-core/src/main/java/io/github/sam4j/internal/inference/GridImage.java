package io.github.sam4j.internal.inference;

import io.github.sam4j.image.ResizeLongestSide;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.mask.LowResLogits;
import io.github.sam4j.model.graph.DecoderGraphs;
import io.github.sam4j.model.graph.GridGraphs;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What all prompts on an image share: about 25 MB of native memory. Read by any number of lanes at
 * once; closed by the caller after the last of them.
 */
public final class GridImage implements AutoCloseable {
  private static final int GRID = DecoderGraphs.GRID;

  /** Logits along a side that one image token becomes. */
  private static final int PIXELS = LowResLogits.SIDE / GRID;

  /** Pixels of the frame along a side that one logit stands for. */
  private static final int STRIDE = ResizeLongestSide.FRAME_SIDE / LowResLogits.SIDE;

  private final ResizeLongestSide resize;
  private final Map<String, OrtTensor> terms;
  private final OrtTensor enlarged;
  private final int rows;
  private final int columns;

  /** Takes over the terms, unless it fails. */
  GridImage(ResizeLongestSide resize, Map<String, OrtTensor> terms) {
    this.resize = resize;
    this.rows = tokens(resize.resizedHeight());
    this.columns = tokens(resize.resizedWidth());
    OrtTensor whole = Objects.requireNonNull(terms.get(GridGraphs.ENLARGED));
    this.enlarged = cut(whole, rows, columns);
    this.terms = new HashMap<>(terms);
    this.terms.remove(GridGraphs.ENLARGED);
    whole.close();
  }

  /**
   * Image tokens along a side that have a say in the mask: the logit right of or below the last
   * pixel is still interpolated with.
   */
  private static int tokens(int resized) {
    int last = (int) ((resized - 0.5) / STRIDE - 0.5) + 1;
    return Math.min(last / PIXELS + 1, GRID);
  }

  private static OrtTensor cut(OrtTensor whole, int rows, int columns) {
    int channels = (int) whole.shape()[2];
    FloatBuffer source = whole.floatBuffer();
    OrtTensor part = OrtTensor.floats(rows, columns, channels);
    FloatBuffer target = part.floatBuffer();
    for (int y = 0; y < rows; y++) {
      target.put(source.slice(y * GRID * channels, columns * channels));
    }
    return part;
  }

  /** Returns the sizes before and after the resize. */
  public ResizeLongestSide resize() {
    return resize;
  }

  /** The terms that the transformer takes, by name. */
  Map<String, OrtTensor> terms() {
    return terms;
  }

  /** The term that drawing takes, without the padding. */
  OrtTensor enlarged() {
    return enlarged;
  }

  /** Rows of logits that cover the image. */
  int logitRows() {
    return rows * PIXELS;
  }

  /** Columns of logits that cover the image. */
  int logitColumns() {
    return columns * PIXELS;
  }

  /** Frees all tensors. Idempotent. */
  @Override
  public void close() {
    enlarged.close();
    terms.values().forEach(OrtTensor::close);
  }
}
