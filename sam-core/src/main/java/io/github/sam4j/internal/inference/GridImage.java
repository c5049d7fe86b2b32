// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.inference;

import io.github.sam4j.internal.memory.Closing;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.internal.preprocessing.FrameResize;
import io.github.sam4j.weights.internal.network.DecoderTensors;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The terms shared by all prompts on an image, about 25 MB on the device. Any number of lanes may
 * read them at once; the caller closes this after the last lane.
 */
public final class GridImage implements AutoCloseable {
  private final FrameResize resize;
  private final GridSize size;
  private final Map<String, OrtTensor> terms;
  private final OrtTensor enlarged;

  /**
   * Takes ownership of the terms, including the one for drawing, which must be cropped to the size.
   */
  GridImage(FrameResize resize, GridSize size, Map<String, OrtTensor> terms) {
    this.resize = resize;
    this.size = size;
    this.terms = new HashMap<>(terms);
    this.enlarged = Objects.requireNonNull(this.terms.remove(DecoderTensors.ENLARGED));
  }

  /** Returns the sizes before and after the resize. */
  public FrameResize resize() {
    return resize;
  }

  /** Returns the inputs of the transformer by name. */
  Map<String, OrtTensor> terms() {
    return terms;
  }

  /** Returns the term for drawing, without the padding. */
  OrtTensor enlarged() {
    return enlarged;
  }

  /** Returns the number of rows of logits that cover the image. */
  int logitRows() {
    return size.logitRows();
  }

  /** Returns the number of columns of logits that cover the image. */
  int logitColumns() {
    return size.logitColumns();
  }

  /** Frees all tensors. Idempotent. */
  @Override
  public void close() {
    Closing.all(enlarged::close, () -> Closing.each(terms.values(), OrtTensor::close));
  }
}
