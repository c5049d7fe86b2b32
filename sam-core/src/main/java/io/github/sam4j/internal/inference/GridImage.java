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
 * What all prompts on an image share: about 25 MB, on the device. Read by any number of lanes at
 * once; closed by the caller after the last of them.
 */
public final class GridImage implements AutoCloseable {
  private final FrameResize resize;
  private final GridSize size;
  private final Map<String, OrtTensor> terms;
  private final OrtTensor enlarged;

  /** Takes over the terms, among them the one that drawing takes, cut to the size. */
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
    return size.logitRows();
  }

  /** Columns of logits that cover the image. */
  int logitColumns() {
    return size.logitColumns();
  }

  /** Frees all tensors. Idempotent. */
  @Override
  public void close() {
    Closing.all(enlarged::close, () -> Closing.each(terms.values(), OrtTensor::close));
  }
}
