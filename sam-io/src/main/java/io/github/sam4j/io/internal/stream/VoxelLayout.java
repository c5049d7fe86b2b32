// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.stream;

import io.github.sam4j.io.volume.ElementType;
import io.github.sam4j.io.volume.MalformedVolumeException;
import io.github.sam4j.io.volume.Volume;
import io.github.sam4j.io.volume.VolumeShape;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** Voxels as a header describes them: without gaps, first axis fastest, frames one by one. */
public record VoxelLayout(VolumeShape shape, ElementType type, ByteOrder order) {
  private static final long OBJECT_BYTES = 32;
  private static final long MAX_TRAILING_BYTES = 64L << 20;

  /**
   * Returns the number of bytes of all voxels.
   *
   * @param header the file that describes them, for the message
   * @throws MalformedVolumeException if it is 2⁶³ or more
   */
  public long bytes(Path header) throws MalformedVolumeException {
    try {
      return Math.multiplyExact(shape.voxels(), (long) type.bytes());
    } catch (ArithmeticException e) {
      throw tooLarge(header);
    }
  }

  private MalformedVolumeException tooLarge(Path header) {
    return new MalformedVolumeException(
        header, "expected a size below 2^63 bytes, got " + shape + " of " + type);
  }

  /**
   * Rejects more voxels than planes or the heap can hold. Nothing is allocated.
   *
   * @param header the file that describes them, for the message
   * @return the number of bytes of a plane
   */
  public int requireMemory(Path header) throws IOException {
    long voxelBytes = bytes(header);
    long planeBytes = shape.voxelsPerPlane() * type.bytes();
    if (planeBytes > Integer.MAX_VALUE - 8 || shape.planes() > Integer.MAX_VALUE - 8) {
      throw new MalformedVolumeException(
          header,
          "expected planes of less than 2 GiB and less than 2^31 of them, got " + shape + " of "
              + type);
    }
    long needed = voxelBytes + shape.planes() * OBJECT_BYTES;
    long heap = Runtime.getRuntime().maxMemory();
    if (needed < 0 || needed > heap - heap / 16) {
      throw new IOException(header + ": expected a volume that fits into the heap, got " + needed
          + " bytes for a heap of " + heap + " bytes (-Xmx)");
    }
    return (int) planeBytes;
  }

  /**
   * Rejects more voxels than a file, planes or the heap can hold. Call it before
   * {@link Volume#builder}, which takes such sizes for mistakes of the caller.
   *
   * @param offset where the voxels begin, a {@link VolumeInput#position}
   */
  public void checkClaim(VolumeInput in, long offset) throws IOException {
    try {
      in.checkClaim(Math.addExact(offset, bytes(in.path())));
    } catch (ArithmeticException e) {
      throw tooLarge(in.path());
    }
    requireMemory(in.path());
  }

  /**
   * Reads all planes from one file, to its end if that verifies them.
   *
   * @param offset where the voxels begin, at or after the {@link VolumeInput#position}
   * @param builder receives the planes
   */
  public void read(VolumeInput in, long offset, Volume.Builder builder) throws IOException {
    checkClaim(in, offset);
    in.skipTo(offset);
    readPlanes(in, in.path(), shape.planes(), builder);
    in.verifyRest(MAX_TRAILING_BYTES);
  }

  /**
   * Reads the next planes.
   *
   * @param header the file that describes them, for messages
   * @param planes how many
   * @param builder receives them
   */
  public void readPlanes(ByteSource in, Path header, long planes, Volume.Builder builder)
      throws IOException {
    int planeBytes = requireMemory(header);
    byte[] plane = new byte[0];
    for (long p = 0; p < planes; p++) {
      plane = in.readExactly(plane, planeBytes);
      builder.addPlane(ByteBuffer.wrap(plane, 0, planeBytes).order(order));
    }
  }

  /** Writes the samples of a volume as they are stored: little-endian, before scaling. */
  public static void writeStored(Volume volume, OutputStream out) throws IOException {
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
}
