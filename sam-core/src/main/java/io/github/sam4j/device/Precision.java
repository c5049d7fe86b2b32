// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.device;

/** How precisely the networks compute. */
public enum Precision {
  /** 32-bit floats, as the reference computes. */
  FLOAT32("fp32"),

  /**
   * 16-bit floats; norms, softmax and positional codes stay in 32 bits. For GPUs, which have units
   * of their own for it. A CPU gains nothing and is slower: ONNX Runtime computes in 32 bits there,
   * with weights of 16.
   */
  FLOAT16("fp16");

  private final String label;

  Precision(String label) {
    this.label = label;
  }

  /** Returns {@code fp32} or {@code fp16}. */
  @Override
  public String toString() {
    return label;
  }
}
