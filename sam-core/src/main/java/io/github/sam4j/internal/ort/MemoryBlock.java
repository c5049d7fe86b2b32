// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.ort;

import io.github.sam4j.device.Device;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.onnxruntime.Value;

/** A contiguous piece of native memory; whoever allocated it frees it. */
interface MemoryBlock {
  /** Returns how many bytes it has. */
  long bytes();

  /** Returns its first byte; Java may access it only where {@link #isReadable}. */
  BytePointer address();

  /** Returns whether Java can read and write it. */
  boolean isReadable();

  /** Returns the device whose sessions alone may use it, the CPU for memory that all may use. */
  Device device();

  /**
   * Returns a runtime value over a part of it; the caller closes it.
   *
   * @param part the part's bytes, between its position and its limit
   * @param onnxType number of the element type
   */
  Value value(BytePointer part, int onnxType, long[] shape);

  /** Frees the memory. Called once. */
  void free();
}
