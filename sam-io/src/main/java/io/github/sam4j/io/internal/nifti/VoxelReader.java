// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.nifti;

import io.github.sam4j.io.internal.stream.VolumeInput;
import io.github.sam4j.io.volume.MalformedVolumeException;
import io.github.sam4j.io.volume.Volume;
import io.github.sam4j.io.volume.VolumeShape;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads the voxels that follow a header, plane by plane. */
final class VoxelReader {
  private static final long OBJECT_BYTES = 32;
  private static final long MAX_TRAILING_BYTES = 64L << 20;

  private VoxelReader() {}

  static Volume read(VolumeInput in, NiftiHeader header) throws IOException {
    VolumeShape shape = header.shape();
    int planeBytes = checkedPlaneBytes(in, header);
    Volume.Builder builder = Volume.builder(
            shape, header.type(), header.transforms().geometry(shape))
        .sourceHeader(header.transforms())
        .scaling(header.slope(), header.intercept())
        .planar(header.planar());
    if (header.voxelOffset() < in.position()) {
      throw in.malformed(
          in.position(),
          "expected voxels after the header, got vox_offset=" + header.voxelOffset());
    }
    in.skipTo(header.voxelOffset());
    byte[] plane = new byte[0];
    for (long p = 0; p < shape.planes(); p++) {
      plane = in.readExactly(plane, planeBytes);
      builder.addPlane(ByteBuffer.wrap(plane, 0, planeBytes).order(header.order()));
    }
    in.verifyRest(MAX_TRAILING_BYTES);
    return builder.build();
  }

  /** Rejects more voxels than the file or the heap can hold, before anything is allocated. */
  private static int checkedPlaneBytes(VolumeInput in, NiftiHeader header) throws IOException {
    VolumeShape shape = header.shape();
    long end;
    try {
      end = Math.addExact(header.voxelOffset(), header.voxelBytes());
    } catch (ArithmeticException e) {
      throw new MalformedVolumeException(
          in.path(), "expected a size below 2^63 bytes, got " + shape + " of " + header.type());
    }
    in.checkClaim(end);
    long planeBytes = shape.voxelsPerPlane() * header.type().bytes();
    if (planeBytes > Integer.MAX_VALUE - 8 || shape.planes() > Integer.MAX_VALUE - 8) {
      throw new MalformedVolumeException(
          in.path(),
          "expected planes of less than 2 GiB and less than 2^31 of them, got " + shape + " of "
              + header.type());
    }
    long needed = header.voxelBytes() + shape.planes() * OBJECT_BYTES;
    long heap = Runtime.getRuntime().maxMemory();
    if (needed > heap - heap / 16) {
      throw new IOException(in.path() + ": expected a volume that fits into the heap, got " + needed
          + " bytes for a heap of " + heap + " bytes (-Xmx)");
    }
    return (int) planeBytes;
  }
}
