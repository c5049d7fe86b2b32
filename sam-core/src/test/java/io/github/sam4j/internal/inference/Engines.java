// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.inference;

import io.github.sam4j.internal.ort.TensorMemory;
import io.github.sam4j.model.SamModel;

/** Lets tests of other packages say where an engine's tensors live. */
public final class Engines {
  private Engines() {}

  /** Loads an engine that takes over the memory; the caller closes it. */
  public static SamEngine load(SamModel model, EngineSettings settings, TensorMemory memory) {
    return EngineLoader.load(model, settings, memory);
  }
}
