package io.github.sam4j.io.internal.nifti;

import io.github.sam4j.image.Spacing;
import io.github.sam4j.io.VolumeFormat.Probe;
import io.github.sam4j.io.internal.stream.VolumeInput;
import io.github.sam4j.io.volume.Affine;
import io.github.sam4j.io.volume.ElementType;
import io.github.sam4j.io.volume.MalformedVolumeException;
import io.github.sam4j.io.volume.NiftiTransforms;
import io.github.sam4j.io.volume.QForm;
import io.github.sam4j.io.volume.Scaling;
import io.github.sam4j.io.volume.VolumeShape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Reads a header of either version in either byte order and checks every field that is used. */
final class HeaderParser {
  static final int NIFTI1_BYTES = 348;
  static final int NIFTI2_BYTES = 540;
  private static final int MAX_DIMENSIONS = 7;
  private static final double SMALLEST_SIZE = 1e-20;
  private static final double LARGEST_SIZE = 1e20;
  private static final int NIFTI1_MAGIC_AT = 344;
  private static final int NIFTI2_MAGIC_AT = 4;

  private final VolumeInput in;
  private final ByteBuffer bytes;
  private final boolean second;

  private HeaderParser(VolumeInput in, ByteBuffer bytes, boolean second) {
    this.in = in;
    this.bytes = bytes;
    this.second = second;
  }

  /** Returns whether a file begins like a header of either version, sound or not. */
  static boolean recognises(Probe file) {
    ByteBuffer head = file.head();
    return (head.remaining() >= Integer.BYTES && isSize(head.getInt(0)))
        || file.hasText(NIFTI1_MAGIC_AT, "n+1\0")
        || file.hasText(NIFTI2_MAGIC_AT, "n+2\0");
  }

  private static boolean isSize(int stated) {
    int swapped = Integer.reverseBytes(stated);
    return stated == NIFTI1_BYTES
        || swapped == NIFTI1_BYTES
        || stated == NIFTI2_BYTES
        || swapped == NIFTI2_BYTES;
  }

  static NiftiHeader parse(VolumeInput in) throws IOException {
    byte[] head = in.readUpTo(NIFTI1_BYTES);
    if (head.length < NIFTI1_BYTES) {
      throw in.malformed(
          head.length, "expected a NIfTI header of 348 or 540 bytes, got " + head.length);
    }
    ByteBuffer bytes = ByteBuffer.wrap(head);
    int big = bytes.order(ByteOrder.BIG_ENDIAN).getInt(0);
    int little = bytes.order(ByteOrder.LITTLE_ENDIAN).getInt(0);
    ByteOrder order =
        big == NIFTI1_BYTES || big == NIFTI2_BYTES ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    if (little == NIFTI1_BYTES || big == NIFTI1_BYTES) {
      return new HeaderParser(in, bytes.order(order), false).header();
    }
    if (little != NIFTI2_BYTES && big != NIFTI2_BYTES) {
      throw in.malformed(0, "expected sizeof_hdr of 348 or 540, got " + little);
    }
    byte[] rest = in.readUpTo(NIFTI2_BYTES - NIFTI1_BYTES);
    if (rest.length < NIFTI2_BYTES - NIFTI1_BYTES) {
      throw in.malformed(in.position(), "expected a NIfTI-2 header of 540 bytes, got the end");
    }
    byte[] all = Arrays.copyOf(head, NIFTI2_BYTES);
    System.arraycopy(rest, 0, all, NIFTI1_BYTES, rest.length);
    return new HeaderParser(in, ByteBuffer.wrap(all).order(order), true).header();
  }

  private NiftiHeader header() throws MalformedVolumeException {
    checkMagic();
    VolumeShape shape = shape();
    ElementType type = type();
    Scaling scaling = second
        ? Scaling.ofNifti(bytes.getDouble(176), bytes.getDouble(184))
        : Scaling.ofNifti(bytes.getFloat(112), bytes.getFloat(116));
    return new NiftiHeader(
        bytes.order(), shape, dimension(0) == 2, type, scaling, transforms(), voxelOffset());
  }

  private void checkMagic() throws MalformedVolumeException {
    String expected = second ? "n+2\0\r\n\032\n" : "n+1\0";
    int at = second ? NIFTI2_MAGIC_AT : NIFTI1_MAGIC_AT;
    byte[] magic = new byte[expected.length()];
    bytes.get(at, magic);
    String found = new String(magic, StandardCharsets.ISO_8859_1);
    if (found.equals(expected)) {
      return;
    }
    if (found.startsWith("ni1\0") || found.startsWith("ni2\0")) {
      throw in.malformed(
          at,
          "expected a single NIfTI file, got the header of a .hdr/.img pair, which is not supported");
    }
    if (!second && found.equals("\0\0\0\0")) {
      throw in.malformed(at, "expected NIfTI, got an Analyze 7.5 header, which is not supported");
    }
    throw in.malformed(
        at, "expected magic " + (second ? "n+2" : "n+1") + ", got bytes " + Arrays.toString(magic));
  }

  private VolumeShape shape() throws MalformedVolumeException {
    long dimensions = dimension(0);
    if (dimensions < 1 || dimensions > MAX_DIMENSIONS) {
      throw in.malformed(dimensionAt(0), "expected dim[0] in [1, 7], got " + dimensions);
    }
    int[] lengths = new int[3];
    Arrays.fill(lengths, 1);
    long frames = 1;
    for (int d = 1; d <= dimensions; d++) {
      long length = dimension(d);
      if (length < 1 || length > Integer.MAX_VALUE) {
        throw in.malformed(
            dimensionAt(d),
            "expected dim[" + d + "] in [1, " + Integer.MAX_VALUE + "], got " + length);
      }
      if (d <= 3) {
        lengths[d - 1] = (int) length;
      } else {
        frames *= length;
        if (frames > Integer.MAX_VALUE) {
          throw in.malformed(
              dimensionAt(d),
              "expected fewer than 2^31 frames, got dim[4] to dim[" + d + "] above");
        }
      }
    }
    try {
      return new VolumeShape(lengths[0], lengths[1], lengths[2], (int) frames);
    } catch (IllegalArgumentException e) {
      throw in.malformed(dimensionAt(1), "expected fewer than 2^63 voxels, got more");
    }
  }

  private int dimensionAt(int d) {
    return second ? 16 + d * Long.BYTES : 40 + d * Short.BYTES;
  }

  private long dimension(int d) {
    return second ? bytes.getLong(dimensionAt(d)) : bytes.getShort(dimensionAt(d));
  }

  private ElementType type() throws MalformedVolumeException {
    int at = second ? 12 : 70;
    int code = bytes.getShort(at);
    Optional<ElementType> type = DataTypes.type(code);
    if (type.isEmpty()) {
      throw in.malformed(
          at,
          "expected whole or real numbers, got datatype=" + code + " (" + DataTypes.name(code)
              + ")");
    }
    return type.get();
  }

  private long voxelOffset() throws MalformedVolumeException {
    int smallest = second ? NIFTI2_BYTES : NIFTI1_BYTES;
    int at = second ? 168 : 108;
    // a float beyond 2^63 becomes Long.MAX_VALUE, which no file reaches
    double stated = second ? bytes.getLong(at) : bytes.getFloat(at);
    if (!Double.isFinite(stated) || stated < smallest || stated != Math.rint(stated)) {
      throw in.malformed(
          at, "expected vox_offset to be a whole number from " + smallest + " on, got " + stated);
    }
    return second ? bytes.getLong(at) : (long) stated;
  }

  private NiftiTransforms transforms() {
    int q = second ? 352 : 256;
    QForm qform = new QForm(
        second ? bytes.getInt(344) : bytes.getShort(252),
        real(q, 0),
        real(q, 1),
        real(q, 2),
        real(q, 3),
        real(q, 4),
        real(q, 5),
        real(second ? 104 : 76, 0) < 0 ? -1 : 1);
    double[] rows = new double[12];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = real(second ? 400 : 280, i);
    }
    Spacing pixelSize = new Spacing(pixelSize(1), pixelSize(2), pixelSize(3));
    int sformCode = second ? bytes.getInt(348) : bytes.getShort(254);
    int units = second ? bytes.getInt(500) : bytes.get(123) & 0xFF;
    return new NiftiTransforms(sformCode, Affine.ofRows(rows), qform, pixelSize, units);
  }

  /**
   * Sizes are positive by definition; files with other signs or zeros exist, mostly in 2-D. Sizes
   * that no voxel has, of damaged files, are treated like zeros.
   */
  private double pixelSize(int d) {
    double size = Math.abs(real(second ? 104 : 76, d));
    return size > SMALLEST_SIZE && size < LARGEST_SIZE ? size : 1;
  }

  private double real(int at, int index) {
    return second
        ? bytes.getDouble(at + index * Double.BYTES)
        : bytes.getFloat(at + index * Float.BYTES);
  }
}
