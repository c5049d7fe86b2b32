// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.volume;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The stored samples of a volume: little-endian, first axis fastest, one array per plane of the
 * third axis, the planes of the first frame before those of the second. Immutable.
 */
final class Voxels {
  private final VolumeShape shape;
  private final Samples samples;
  private final List<byte[]> planes;

  private Voxels(VolumeShape shape, Samples samples, List<byte[]> planes) {
    this.shape = shape;
    this.samples = samples;
    this.planes = planes;
  }

  VolumeShape shape() {
    return shape;
  }

  Samples samples() {
    return samples;
  }

  /** Returns the value of a voxel, scaled. */
  double value(int i, int j, int k, int frame) {
    if (i < 0 || i >= shape.nx() || j < 0 || j >= shape.ny()) {
      throw new IndexOutOfBoundsException("i=" + i + " j=" + j + " for shape=" + shape);
    }
    return samples.value(planes.get(planeIndex(k, frame)), j * shape.nx() + i);
  }

  /** Number of voxels of a plane. */
  int planeLength() {
    return Math.toIntExact(shape.voxelsPerPlane());
  }

  /** Number of planes of all frames. */
  int planeCount() {
    return planes.size();
  }

  /** Returns the index of a plane among those of all frames. */
  int planeIndex(int k, int frame) {
    if (k < 0 || k >= shape.nz() || frame < 0 || frame >= shape.frames()) {
      throw new IndexOutOfBoundsException("k=" + k + " frame=" + frame + " for shape=" + shape);
    }
    return frame * shape.nz() + k;
  }

  /** Reads all values of a plane into the beginning of an array. */
  void readPlane(int plane, double[] into) {
    read(plane, 0, 1, planeLength(), into);
  }

  /** Reads every {@code stride}-th value of a plane into the beginning of an array. */
  void read(int plane, int first, int stride, int count, double[] into) {
    samples.read(planes.get(plane), first, stride, count, into);
  }

  /** Returns a read-only view of the samples of a plane. */
  ByteBuffer stored(int plane) {
    return ByteBuffer.wrap(planes.get(plane)).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Returns one frame; its samples are shared. */
  Voxels frame(int frame) {
    int from = planeIndex(0, frame);
    return new Voxels(
        VolumeShape.of(shape.nx(), shape.ny(), shape.nz()),
        samples,
        planes.subList(from, from + shape.nz()));
  }

  /** Collects copies of planes. */
  static final class Collector {
    private final VolumeShape shape;
    private final ElementType type;
    private final int planeBytes;
    private final List<byte[]> planes = new ArrayList<>();

    /**
     * Starts without planes.
     *
     * @throws IllegalArgumentException if a plane is too long for an array, or there are too many
     */
    Collector(VolumeShape shape, ElementType type) {
      this.shape = shape;
      this.type = type;
      long bytes = Math.multiplyExact(shape.voxelsPerPlane(), (long) type.bytes());
      if (bytes > Integer.MAX_VALUE - 8 || shape.planes() > Integer.MAX_VALUE - 8) {
        throw new IllegalArgumentException(
            "a plane must have less than 2 GiB and there must be less than 2^31 planes, got shape="
                + shape + " type=" + type);
      }
      this.planeBytes = (int) bytes;
    }

    VolumeShape shape() {
      return shape;
    }

    /** Number of bytes of a plane. */
    int planeBytes() {
      return planeBytes;
    }

    /** Adds the remaining bytes of a buffer, in its byte order, as the next plane. */
    void add(ByteBuffer plane) {
      if (plane.remaining() != planeBytes) {
        throw new IllegalArgumentException(
            "expected " + planeBytes + " bytes, got " + plane.remaining());
      }
      if (planes.size() == shape.planes()) {
        throw new IllegalStateException("expected at most " + planes.size() + " planes");
      }
      byte[] copy = new byte[planeBytes];
      plane.duplicate().get(copy);
      if (plane.order() == ByteOrder.BIG_ENDIAN) {
        swapBytes(copy, type.bytes());
      }
      planes.add(copy);
    }

    private static void swapBytes(byte[] plane, int size) {
      for (int from = 0; size > 1 && from < plane.length; from += size) {
        for (int low = from, high = from + size - 1; low < high; low++, high--) {
          byte b = plane[low];
          plane[low] = plane[high];
          plane[high] = b;
        }
      }
    }

    Voxels build(Scaling scaling) {
      if (planes.size() != shape.planes()) {
        throw new IllegalStateException(
            "expected " + shape.planes() + " planes, got " + planes.size());
      }
      return new Voxels(shape, new Samples(type, scaling), List.copyOf(planes));
    }
  }
}
