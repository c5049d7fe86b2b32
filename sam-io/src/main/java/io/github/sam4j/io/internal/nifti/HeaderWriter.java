// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.nifti;

import io.github.sam4j.io.volume.Volume;
import io.github.sam4j.io.volume.VolumeShape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes NIfTI-1, little-endian. */
final class HeaderWriter {
  private static final int VOXEL_OFFSET = 352;
  private static final String DESCRIPTION = "sam4j";
  /** A field of Analyze 7.5 that older readers expect to be "r". */
  private static final int REGULAR_AT = 38;

  private HeaderWriter() {}

  /**
   * Returns the 348 bytes of the header and the four that say that there is no extension.
   *
   * @throws IllegalArgumentException if a side is too long for 16 bits or a number does not fit
   *     into a float
   */
  static byte[] header(Volume volume) {
    byte[] bytes = new byte[VOXEL_OFFSET];
    bytes[REGULAR_AT] = 'r';
    HeaderBytes header =
        new HeaderBytes(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), /* second= */ false);
    header.put(HeaderField.SIZEOF_HDR, HeaderBytes.FIRST_SIZE);
    putShape(header, volume);
    header.put(HeaderField.DATATYPE, DataTypes.code(volume.elementType()));
    header.put(HeaderField.BITPIX, volume.elementType().bytes() * Byte.SIZE);
    header.put(HeaderField.VOX_OFFSET, VOXEL_OFFSET);
    header.put(HeaderField.SCL_SLOPE, nonZero("slope", volume.slope()));
    header.put(HeaderField.SCL_INTER, nonZero("intercept", volume.intercept()));
    header.put(HeaderField.DESCRIP, DESCRIPTION);
    putTransforms(header, NiftiTransforms.of(volume));
    header.put(HeaderField.MAGIC, HeaderParser.FIRST_MAGIC);
    return bytes;
  }

  private static void putShape(HeaderBytes header, Volume volume) {
    VolumeShape shape = volume.shape();
    int axes = volume.isPlanar() ? 2 : shape.frames() > 1 ? 4 : 3;
    int[] lengths = {axes, shape.nx(), shape.ny(), shape.nz(), shape.frames(), 1, 1, 1};
    for (int d = 0; d < lengths.length; d++) {
      if (lengths[d] > Short.MAX_VALUE) {
        throw new IllegalArgumentException(
            "lengths must be at most " + Short.MAX_VALUE + " for NIfTI-1, got " + shape);
      }
      header.put(HeaderField.DIM, d, lengths[d]);
      header.put(HeaderField.PIXDIM, d, 1);
    }
  }

  private static void putTransforms(HeaderBytes header, NiftiTransforms transforms) {
    QForm q = transforms.qform();
    header.put(HeaderField.PIXDIM, q.qfac());
    for (int axis = 0; axis < 3; axis++) {
      // single precision holds every spacing
      header.put(HeaderField.PIXDIM, axis + 1, transforms.pixelSize().along(axis));
    }
    header.put(HeaderField.XYZT_UNITS, transforms.units());
    header.put(HeaderField.QFORM_CODE, code(q.code()));
    header.put(HeaderField.SFORM_CODE, code(transforms.sformCode()));
    putAll(header, HeaderField.QUATERN, "number of the qform", q.b(), q.c(), q.d());
    putAll(header, HeaderField.QOFFSET, "number of the qform", q.x(), q.y(), q.z());
    putAll(header, HeaderField.SROW, "element of the affine", transforms.sform().toRows());
  }

  private static void putAll(HeaderBytes header, HeaderField field, String name, double... values) {
    for (int i = 0; i < values.length; i++) {
      header.put(field, i, real(name, values[i]));
    }
  }

  /** Clamps a code, as truncating its bits could change whether it is positive. */
  private static short code(int code) {
    return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, code));
  }

  /** Rounds a number that readers take to be absent if it is 0. */
  private static float nonZero(String name, double value) {
    float rounded = real(name, value);
    if (rounded == 0 && value != 0) {
      throw new IllegalArgumentException(
          name + " must not round to 0 in NIfTI-1, whose smallest number is " + Float.MIN_VALUE
              + ", got " + value);
    }
    return rounded;
  }

  /** Rounds to single precision; what is not finite stays so, as in the file it was read from. */
  private static float real(String name, double value) {
    float rounded = (float) value;
    if (Double.isFinite(value) && !Float.isFinite(rounded)) {
      throw new IllegalArgumentException(
          name + " must be at most " + Float.MAX_VALUE + " in magnitude for NIfTI-1, got " + value);
    }
    return rounded;
  }
}
