// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.nifti;

import io.github.sam4j.image.Spacing;
import io.github.sam4j.io.VolumeFormat.Probe;
import io.github.sam4j.io.internal.stream.VolumeInput;
import io.github.sam4j.io.volume.Affine;
import io.github.sam4j.io.volume.ElementType;
import io.github.sam4j.io.volume.MalformedVolumeException;
import io.github.sam4j.io.volume.VolumeShape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/** Reads a header of either version in either byte order and checks every field that is used. */
final class HeaderParser {
  static final String FIRST_MAGIC = "n+1\0";
  static final String SECOND_MAGIC = "n+2\0\r\n\032\n";
  private static final int MAX_DIMENSIONS = 7;
  private static final double SMALLEST_SIZE = 1e-20;
  private static final double LARGEST_SIZE = 1e20;

  private final VolumeInput in;
  private final HeaderBytes header;

  private HeaderParser(VolumeInput in, HeaderBytes header) {
    this.in = in;
    this.header = header;
  }

  /** Returns whether a file begins like a header of either version, valid or not. */
  static boolean recognises(Probe file) {
    ByteBuffer head = file.head();
    return (head.remaining() >= Integer.BYTES && byteOrder(head.getInt(0)).isPresent())
        || file.hasText(HeaderField.MAGIC.at(/* second= */ false, 0), FIRST_MAGIC)
        || file.hasText(HeaderField.MAGIC.at(/* second= */ true, 0), SECOND_MAGIC);
  }

  /** Returns the byte order in which a header states its size, given that size as big-endian. */
  private static Optional<ByteOrder> byteOrder(int size) {
    if (isSize(size)) {
      return Optional.of(ByteOrder.BIG_ENDIAN);
    }
    return isSize(Integer.reverseBytes(size))
        ? Optional.of(ByteOrder.LITTLE_ENDIAN)
        : Optional.empty();
  }

  private static boolean isSize(int size) {
    return size == HeaderBytes.FIRST_SIZE || size == HeaderBytes.SECOND_SIZE;
  }

  static NiftiHeader parse(VolumeInput in) throws IOException {
    byte[] head = in.readUpTo(HeaderBytes.FIRST_SIZE);
    if (head.length < HeaderBytes.FIRST_SIZE) {
      throw in.malformed(
          head.length, "expected a NIfTI header of 348 or 540 bytes, got " + head.length);
    }
    int bigEndianSize = ByteBuffer.wrap(head).getInt();
    Optional<ByteOrder> order = byteOrder(bigEndianSize);
    if (order.isEmpty()) {
      throw in.malformed(
          0, "expected sizeof_hdr of 348 or 540, got " + Integer.reverseBytes(bigEndianSize));
    }
    ByteBuffer bytes = ByteBuffer.wrap(head).order(order.get());
    if (bytes.getInt(0) == HeaderBytes.FIRST_SIZE) {
      return new HeaderParser(in, new HeaderBytes(bytes, false)).parse();
    }
    byte[] rest = in.readUpTo(HeaderBytes.SECOND_SIZE - HeaderBytes.FIRST_SIZE);
    if (rest.length < HeaderBytes.SECOND_SIZE - HeaderBytes.FIRST_SIZE) {
      throw in.malformed(in.position(), "expected a NIfTI-2 header of 540 bytes, got the end");
    }
    ByteBuffer all = ByteBuffer.allocate(HeaderBytes.SECOND_SIZE).put(head).put(rest);
    return new HeaderParser(in, new HeaderBytes(all.order(order.get()), true)).parse();
  }

  private NiftiHeader parse() throws MalformedVolumeException {
    checkMagic();
    boolean planar = header.whole(HeaderField.DIM) == 2;
    double stated = header.real(HeaderField.SCL_SLOPE);
    // no scaling if the slope is 0 or not finite; an intercept that is not finite counts as 0
    boolean scaled = stated != 0 && Double.isFinite(stated);
    double intercept = header.real(HeaderField.SCL_INTER);
    return new NiftiHeader(
        header.order(),
        shape(),
        planar,
        type(),
        scaled ? stated : 1,
        scaled && Double.isFinite(intercept) ? intercept : 0,
        transforms(),
        voxelOffset());
  }

  private MalformedVolumeException malformed(HeaderField field, String problem) {
    return malformed(field, 0, problem);
  }

  private MalformedVolumeException malformed(HeaderField field, int index, String problem) {
    return in.malformed(header.at(field, index), problem);
  }

  private void checkMagic() throws MalformedVolumeException {
    String expected = header.isSecond() ? SECOND_MAGIC : FIRST_MAGIC;
    String found = header.text(HeaderField.MAGIC, expected.length());
    if (found.equals(expected)) {
      return;
    }
    if (found.startsWith("ni1\0") || found.startsWith("ni2\0")) {
      throw malformed(
          HeaderField.MAGIC,
          "expected a single NIfTI file, got the header of a .hdr/.img pair, which is not supported");
    }
    if (found.equals("\0\0\0\0")) {
      throw malformed(
          HeaderField.MAGIC, "expected NIfTI, got an Analyze 7.5 header, which is not supported");
    }
    throw malformed(
        HeaderField.MAGIC,
        "expected magic " + expected.substring(0, 3) + ", got bytes "
            + Arrays.toString(found.chars().toArray()));
  }

  private VolumeShape shape() throws MalformedVolumeException {
    long dimensions = header.whole(HeaderField.DIM);
    if (dimensions < 1 || dimensions > MAX_DIMENSIONS) {
      throw malformed(HeaderField.DIM, "expected dim[0] in [1, 7], got " + dimensions);
    }
    int[] lengths = new int[3];
    Arrays.fill(lengths, 1);
    long frames = 1;
    for (int d = 1; d <= dimensions; d++) {
      long length = header.whole(HeaderField.DIM, d);
      if (length < 1 || length > Integer.MAX_VALUE) {
        throw malformed(
            HeaderField.DIM,
            d,
            "expected dim[" + d + "] in [1, " + Integer.MAX_VALUE + "], got " + length);
      }
      if (d <= 3) {
        lengths[d - 1] = (int) length;
      } else {
        frames *= length;
        if (frames > Integer.MAX_VALUE) {
          throw malformed(
              HeaderField.DIM,
              d,
              "expected fewer than 2^31 frames, got dim[4] to dim[" + d + "] above");
        }
      }
    }
    try {
      return new VolumeShape(lengths[0], lengths[1], lengths[2], (int) frames);
    } catch (IllegalArgumentException e) {
      throw malformed(HeaderField.DIM, 1, "expected fewer than 2^63 voxels, got more");
    }
  }

  private ElementType type() throws MalformedVolumeException {
    int code = (int) header.whole(HeaderField.DATATYPE);
    return DataTypes.type(code)
        .orElseThrow(() -> malformed(
            HeaderField.DATATYPE,
            "expected whole or real numbers, got datatype=" + code + " (" + DataTypes.name(code)
                + ")"));
  }

  private long voxelOffset() throws MalformedVolumeException {
    int smallest = header.isSecond() ? HeaderBytes.SECOND_SIZE : HeaderBytes.FIRST_SIZE;
    double stated = header.real(HeaderField.VOX_OFFSET);
    if (!Double.isFinite(stated) || stated < smallest || stated != Math.rint(stated)) {
      throw malformed(
          HeaderField.VOX_OFFSET,
          "expected vox_offset to be a whole number from " + smallest + " on, got " + stated);
    }
    // a float beyond 2^63 becomes Long.MAX_VALUE, which no file reaches
    return header.whole(HeaderField.VOX_OFFSET);
  }

  private NiftiTransforms transforms() {
    QForm qform = new QForm(
        (int) header.whole(HeaderField.QFORM_CODE),
        header.real(HeaderField.QUATERN, 0),
        header.real(HeaderField.QUATERN, 1),
        header.real(HeaderField.QUATERN, 2),
        header.real(HeaderField.QOFFSET, 0),
        header.real(HeaderField.QOFFSET, 1),
        header.real(HeaderField.QOFFSET, 2),
        header.real(HeaderField.PIXDIM) < 0 ? -1 : 1);
    double[] rows = new double[12];
    Arrays.setAll(rows, i -> header.real(HeaderField.SROW, i));
    return new NiftiTransforms(
        (int) header.whole(HeaderField.SFORM_CODE),
        Affine.ofRows(rows),
        qform,
        new Spacing(pixelSize(1), pixelSize(2), pixelSize(3)),
        (int) header.whole(HeaderField.XYZT_UNITS));
  }

  /**
   * Sizes should be positive, but files with negative sizes or zeros exist, mostly 2-D ones.
   * Implausible sizes, as in damaged files, are treated like zeros.
   */
  private double pixelSize(int d) {
    double size = Math.abs(header.real(HeaderField.PIXDIM, d));
    return size > SMALLEST_SIZE && size < LARGEST_SIZE ? size : 1;
  }
}
