// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.inference;

import io.github.sam4j.internal.memory.Closing;
import io.github.sam4j.internal.ort.OrtTensor;
import java.util.ArrayList;
import java.util.List;

/** Tensors that are closed together, even if allocating one of them has failed. */
final class OwnedTensors implements AutoCloseable {
  private final List<OrtTensor> tensors = new ArrayList<>();

  /** Takes ownership of a tensor and returns it. */
  OrtTensor own(OrtTensor tensor) {
    tensors.add(tensor);
    return tensor;
  }

  /** Closes all of them. Idempotent. */
  @Override
  public void close() {
    Closing.each(tensors, OrtTensor::close);
  }
}
