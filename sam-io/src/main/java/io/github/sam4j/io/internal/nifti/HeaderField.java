// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.nifti;

import static io.github.sam4j.io.internal.nifti.HeaderField.Type.FLOAT32;
import static io.github.sam4j.io.internal.nifti.HeaderField.Type.FLOAT64;
import static io.github.sam4j.io.internal.nifti.HeaderField.Type.INT16;
import static io.github.sam4j.io.internal.nifti.HeaderField.Type.INT32;
import static io.github.sam4j.io.internal.nifti.HeaderField.Type.INT64;
import static io.github.sam4j.io.internal.nifti.HeaderField.Type.TEXT;
import static io.github.sam4j.io.internal.nifti.HeaderField.Type.UINT8;

import java.util.Objects;

/**
 * The fields of a header that are used, with their places in both versions of the format.
 *
 * <p>The constants are the byte table of the format: type, byte offset and number of elements in
 * NIfTI-1, then the same in NIfTI-2. Names and codes are those of the standard headers
 * {@code nifti1.h} and {@code nifti2.h}.
 */
enum HeaderField {
  /** Size of the header in bytes: the version and, by its byte order, that of all numbers. */
  SIZEOF_HDR(INT32, 0, 1, INT32, 0, 1),
  /** Name of the format. */
  MAGIC(TEXT, 344, 4, TEXT, 4, 8),
  /** Element type, a code of {@link DataTypes}. */
  DATATYPE(INT16, 70, 1, INT16, 12, 1),
  /** Bits of a voxel. */
  BITPIX(INT16, 72, 1, INT16, 14, 1),
  /** Number of dimensions and the length of each. */
  DIM(INT16, 40, 8, INT64, 16, 8),
  /** Sign of the third axis in the qform (qfac) and the voxel's size along each dimension. */
  PIXDIM(FLOAT32, 76, 8, FLOAT64, 104, 8),
  /** Offset of the voxels from the beginning of the file, in bytes. */
  VOX_OFFSET(FLOAT32, 108, 1, INT64, 168, 1),
  /** Factor from samples to values; 0 for values that equal the samples. */
  SCL_SLOPE(FLOAT32, 112, 1, FLOAT64, 176, 1),
  /** Value of the sample 0. */
  SCL_INTER(FLOAT32, 116, 1, FLOAT64, 184, 1),
  /** Unit of length in the lowest three bits, unit of time above. */
  XYZT_UNITS(UINT8, 123, 1, INT32, 500, 1),
  /** Free text. */
  DESCRIP(TEXT, 148, 80, TEXT, 240, 80),
  /** World of the qform, which is absent for codes below 1. */
  QFORM_CODE(INT16, 252, 1, INT32, 344, 1),
  /** World of the sform, which is absent for codes below 1. */
  SFORM_CODE(INT16, 254, 1, INT32, 348, 1),
  /** Second to fourth part of the qform's unit quaternion. */
  QUATERN(FLOAT32, 256, 3, FLOAT64, 352, 3),
  /** Position of the first voxel by the qform. */
  QOFFSET(FLOAT32, 268, 3, FLOAT64, 376, 3),
  /** The sform: the three rows of an affine map. */
  SROW(FLOAT32, 280, 12, FLOAT64, 400, 12);

  /** Types of the elements of a field. */
  enum Type {
    TEXT(1),
    UINT8(1),
    INT16(Short.BYTES),
    INT32(Integer.BYTES),
    INT64(Long.BYTES),
    FLOAT32(Float.BYTES),
    FLOAT64(Double.BYTES);

    private final int bytes;

    Type(int bytes) {
      this.bytes = bytes;
    }
  }

  private final Type firstType;
  private final int firstOffset;
  private final int firstCount;
  private final Type secondType;
  private final int secondOffset;
  private final int secondCount;

  HeaderField(
      Type firstType,
      int firstOffset,
      int firstCount,
      Type secondType,
      int secondOffset,
      int secondCount) {
    this.firstType = firstType;
    this.firstOffset = firstOffset;
    this.firstCount = firstCount;
    this.secondType = secondType;
    this.secondOffset = secondOffset;
    this.secondCount = secondCount;
  }

  /** Type of the elements in NIfTI-2 or else in NIfTI-1. */
  Type type(boolean second) {
    return second ? secondType : firstType;
  }

  /** Number of elements in NIfTI-2 or else in NIfTI-1. */
  int count(boolean second) {
    return second ? secondCount : firstCount;
  }

  /** Returns the byte offset of an element in NIfTI-2 or else in NIfTI-1. */
  int at(boolean second, int index) {
    Objects.checkIndex(index, count(second));
    return (second ? secondOffset : firstOffset) + index * type(second).bytes;
  }
}
