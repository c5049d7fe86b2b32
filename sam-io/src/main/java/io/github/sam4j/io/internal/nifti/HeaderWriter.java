package io.github.sam4j.io.internal.nifti;

import io.github.sam4j.io.volume.Affine;
import io.github.sam4j.io.volume.NiftiTransforms;
import io.github.sam4j.io.volume.QForm;
import io.github.sam4j.io.volume.Volume;
import io.github.sam4j.io.volume.VolumeShape;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes NIfTI-1, little-endian. */
final class HeaderWriter {
  private static final int VOXEL_OFFSET = 352;
  private static final String DESCRIPTION = "sam4j";

  private HeaderWriter() {}

  /** Writes the header and all voxels. */
  static void write(Volume volume, byte[] header, OutputStream out) throws IOException {
    out.write(header);
    VolumeShape shape = volume.shape();
    byte[] plane =
        new byte[Math.toIntExact(shape.voxelsPerPlane() * volume.elementType().bytes())];
    for (int frame = 0; frame < shape.frames(); frame++) {
      for (int k = 0; k < shape.nz(); k++) {
        volume.storedPlane(k, frame).get(plane);
        out.write(plane);
      }
    }
  }

  /**
   * Returns the 348 bytes of the header and the four that say that there is no extension.
   *
   * @throws IllegalArgumentException if a side is too long for 16 bits or a number doesn't fit into
   *     a float
   */
  static byte[] header(Volume volume) {
    ByteBuffer h = ByteBuffer.allocate(VOXEL_OFFSET).order(ByteOrder.LITTLE_ENDIAN);
    h.putInt(0, HeaderParser.NIFTI1_BYTES).put(38, (byte) 'r');
    putShape(h, volume);
    h.putShort(70, (short) DataTypes.code(volume.elementType()));
    h.putShort(72, (short) (volume.elementType().bytes() * Byte.SIZE));
    h.putFloat(108, VOXEL_OFFSET);
    h.putFloat(112, nonZero("slope", volume.scaling().slope()));
    h.putFloat(116, nonZero("intercept", volume.scaling().intercept()));
    h.put(148, DESCRIPTION.getBytes(StandardCharsets.US_ASCII));
    putTransforms(h, volume.geometry().niftiTransforms());
    h.put(344, "n+1\0".getBytes(StandardCharsets.US_ASCII));
    return h.array();
  }

  private static void putShape(ByteBuffer h, Volume volume) {
    VolumeShape shape = volume.shape();
    int axes = volume.isPlanar() ? 2 : shape.frames() > 1 ? 4 : 3;
    int[] lengths = {axes, shape.nx(), shape.ny(), shape.nz(), shape.frames(), 1, 1, 1};
    for (int d = 0; d < lengths.length; d++) {
      if (lengths[d] > Short.MAX_VALUE) {
        throw new IllegalArgumentException(
            "lengths must be at most " + Short.MAX_VALUE + " for NIfTI-1, got " + shape);
      }
      h.putShort(40 + d * Short.BYTES, (short) lengths[d]);
      h.putFloat(76 + d * Float.BYTES, 1);
    }
  }

  private static void putTransforms(ByteBuffer h, NiftiTransforms transforms) {
    QForm q = transforms.qform();
    h.putFloat(76, q.qfac());
    // single precision holds every spacing
    h.putFloat(80, (float) transforms.pixelSize().x());
    h.putFloat(84, (float) transforms.pixelSize().y());
    h.putFloat(88, (float) transforms.pixelSize().z());
    h.put(123, (byte) transforms.units());
    h.putShort(252, code(q.code()));
    h.putShort(254, code(transforms.sformCode()));
    h.position(256);
    for (double part : new double[] {q.b(), q.c(), q.d(), q.offsetX(), q.offsetY(), q.offsetZ()}) {
      h.putFloat(real("number of the qform", part));
    }
    Affine sform = transforms.sform();
    for (double element : sform.toRows()) {
      h.putFloat(real("element of the affine", element));
    }
    h.rewind();
  }

  /** Readers ask whether a code is positive, which cutting off bits could change. */
  private static short code(int code) {
    return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, code));
  }

  /** Rounds a number that readers would take for absent if it became 0. */
  private static float nonZero(String name, double value) {
    float rounded = real(name, value);
    if (rounded == 0 && value != 0) {
      throw new IllegalArgumentException(
          name + " must not round to 0 in NIfTI-1, whose smallest number is " + Float.MIN_VALUE
              + ", got " + value);
    }
    return rounded;
  }

  /** Rounds a number; what was not finite in the source of the volume stays so. */
  private static float real(String name, double value) {
    float rounded = (float) value;
    if (Double.isFinite(value) && !Float.isFinite(rounded)) {
      throw new IllegalArgumentException(
          name + " must be at most " + Float.MAX_VALUE + " in magnitude for NIfTI-1, got " + value);
    }
    return rounded;
  }
}
