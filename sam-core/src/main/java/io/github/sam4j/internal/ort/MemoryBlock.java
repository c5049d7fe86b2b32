// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.ort;

import io.github.sam4j.device.Device;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.onnxruntime.Value;

/** A contiguous block of native memory, freed by the code that allocated it. */
interface MemoryBlock {
  /** Returns the size in bytes. */
  long bytes();

  /** Returns the address; Java may access the memory only if {@link #isReadable}. */
  BytePointer address();

  /** Returns whether Java can read and write the memory. */
  boolean isReadable();

  /** Returns the device whose sessions may use the memory; the CPU if all sessions may. */
  Device device();

  /**
   * Returns a runtime value over a part of the block; the caller closes it.
   *
   * @param part pointer whose position and limit delimit the part
   * @param onnxType number of the element type
   */
  Value value(BytePointer part, int onnxType, long[] shape);

  /** Frees the memory. Called once. */
  void free();
}
