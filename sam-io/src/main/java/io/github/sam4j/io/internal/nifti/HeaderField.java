// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.nifti;

import static io.github.sam4j.io.volume.ElementType.FLOAT32;
import static io.github.sam4j.io.volume.ElementType.FLOAT64;
import static io.github.sam4j.io.volume.ElementType.INT16;
import static io.github.sam4j.io.volume.ElementType.INT32;
import static io.github.sam4j.io.volume.ElementType.INT64;
import static io.github.sam4j.io.volume.ElementType.UINT8;

import io.github.sam4j.io.volume.ElementType;
import java.util.Objects;

/**
 * The fields of a header that are used, with their places in both versions of the format.
 *
 * <p>The constants are the byte table of the format: number of elements, type and byte offset in
 * NIfTI-1, type and byte offset in NIfTI-2. Names and codes are those of the standard headers
 * {@code nifti1.h} and {@code nifti2.h}.
 */
enum HeaderField {
  /** Size of the header in bytes: the version and, by its byte order, that of all numbers. */
  SIZEOF_HDR(1, INT32, 0, INT32, 0),
  /** Name of the format; NIfTI-2 adds four control characters. */
  MAGIC(4, UINT8, 344, UINT8, 4),
  /** Element type, a code of {@link DataTypes}. */
  DATATYPE(1, INT16, 70, INT16, 12),
  /** Bits of a voxel. */
  BITPIX(1, INT16, 72, INT16, 14),
  /** Number of dimensions and the length of each. */
  DIM(8, INT16, 40, INT64, 16),
  /** Sign of the third axis in the qform (qfac) and the voxel's size along each dimension. */
  PIXDIM(8, FLOAT32, 76, FLOAT64, 104),
  /** Offset of the voxels from the beginning of the file, in bytes. */
  VOX_OFFSET(1, FLOAT32, 108, INT64, 168),
  /** Factor from samples to values; 0 for values that equal the samples. */
  SCL_SLOPE(1, FLOAT32, 112, FLOAT64, 176),
  /** Value of the sample 0. */
  SCL_INTER(1, FLOAT32, 116, FLOAT64, 184),
  /** Unit of length in the lowest three bits, unit of time above. */
  XYZT_UNITS(1, UINT8, 123, INT32, 500),
  /** Text of any content. */
  DESCRIP(80, UINT8, 148, UINT8, 240),
  /** Coordinate system of the qform, which is absent for codes below 1. */
  QFORM_CODE(1, INT16, 252, INT32, 344),
  /** Coordinate system of the sform, which is absent for codes below 1. */
  SFORM_CODE(1, INT16, 254, INT32, 348),
  /** Second to fourth part of the qform's unit quaternion. */
  QUATERN(3, FLOAT32, 256, FLOAT64, 352),
  /** Position of the first voxel by the qform. */
  QOFFSET(3, FLOAT32, 268, FLOAT64, 376),
  /** The sform: the three rows of an affine map. */
  SROW(12, FLOAT32, 280, FLOAT64, 400);

  private final int count;
  private final ElementType firstType;
  private final int firstOffset;
  private final ElementType secondType;
  private final int secondOffset;

  HeaderField(
      int count, ElementType firstType, int firstOffset, ElementType secondType, int secondOffset) {
    this.count = count;
    this.firstType = firstType;
    this.firstOffset = firstOffset;
    this.secondType = secondType;
    this.secondOffset = secondOffset;
  }

  /** Number of elements. */
  int count() {
    return count;
  }

  /** Type of the elements in NIfTI-2 or else in NIfTI-1. */
  ElementType type(boolean second) {
    return second ? secondType : firstType;
  }

  /** Returns the byte offset of an element in NIfTI-2 or else in NIfTI-1. */
  int at(boolean second, int index) {
    Objects.checkIndex(index, count);
    return (second ? secondOffset : firstOffset) + index * type(second).bytes();
  }
}
