// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.volume;

/** The number format in which voxels are stored. */
public enum ElementType {
  /** Integers in [−128, 127]. */
  INT8(1),
  /** Integers in [0, 255]. */
  UINT8(1),
  /** Integers in [−32,768, 32,767]. */
  INT16(2),
  /** Integers in [0, 65,535]. */
  UINT16(2),
  /** Integers in [−2³¹, 2³¹). */
  INT32(4),
  /** Integers in [0, 2³²). */
  UINT32(4),
  /** Integers in [−2⁶³, 2⁶³); values are rounded to 53 significant bits. */
  INT64(8),
  /** Integers in [0, 2⁶⁴); values are rounded to 53 significant bits. */
  UINT64(8),
  /** IEEE 754 single precision. */
  FLOAT32(4),
  /** IEEE 754 double precision. */
  FLOAT64(8);

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  /** Size of one sample: 1, 2, 4 or 8 bytes. */
  public int bytes() {
    return bytes;
  }

  /** Returns whether samples are integers. */
  public boolean isInteger() {
    return this != FLOAT32 && this != FLOAT64;
  }
}
