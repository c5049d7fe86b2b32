// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.nifti;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Builds NIfTI files for tests, sound ones by default; every field can be spoilt. */
public final class NiftiBytes {
  private final boolean second;
  private final ByteBuffer header;
  private byte[] between = new byte[4];
  private byte[] voxels = new byte[0];

  private NiftiBytes(boolean second, ByteOrder order) {
    this.second = second;
    this.header = ByteBuffer.allocate(second ? 540 : 348).order(order);
    header.putInt(0, second ? 540 : 348);
    header.put(
        second ? 4 : 344,
        (second ? "n+2\0\r\n\032\n" : "n+1\0").getBytes(StandardCharsets.US_ASCII));
    voxelOffset(header.capacity() + 4);
    pixdim(1, 1, 1, 1);
    scaling(0, 0);
  }

  public static NiftiBytes first(ByteOrder order) {
    return new NiftiBytes(false, order);
  }

  public static NiftiBytes first() {
    return first(ByteOrder.LITTLE_ENDIAN);
  }

  public static NiftiBytes second(ByteOrder order) {
    return new NiftiBytes(true, order);
  }

  /** An 8-bit volume of 2 × 1 × 1 voxels with the values 3 and 7. */
  public static NiftiBytes small() {
    return first().dim(3, 2, 1, 1).type(2).voxels(new byte[] {3, 7});
  }

  public NiftiBytes dim(long... dim) {
    for (int d = 0; d < dim.length; d++) {
      if (second) {
        header.putLong(16 + 8 * d, dim[d]);
      } else {
        header.putShort(40 + 2 * d, (short) dim[d]);
      }
    }
    return this;
  }

  public NiftiBytes type(int code) {
    header.putShort(second ? 12 : 70, (short) code);
    return this;
  }

  public NiftiBytes pixdim(double... pixdim) {
    return reals(second ? 104 : 76, pixdim);
  }

  public NiftiBytes scaling(double slope, double intercept) {
    return reals(second ? 176 : 112, slope, intercept);
  }

  public NiftiBytes voxelOffset(double offset) {
    if (second) {
      header.putLong(168, (long) offset);
    } else {
      header.putFloat(108, (float) offset);
    }
    return this;
  }

  public NiftiBytes units(int code) {
    if (second) {
      header.putInt(500, code);
    } else {
      header.put(123, (byte) code);
    }
    return this;
  }

  public NiftiBytes qform(int code, double... quaternionAndOffset) {
    if (second) {
      header.putInt(344, code);
    } else {
      header.putShort(252, (short) code);
    }
    return reals(second ? 352 : 256, quaternionAndOffset);
  }

  public NiftiBytes sform(int code, double... rows) {
    if (second) {
      header.putInt(348, code);
    } else {
      header.putShort(254, (short) code);
    }
    return reals(second ? 400 : 280, rows);
  }

  public NiftiBytes raw(int at, byte... bytes) {
    header.put(at, bytes);
    return this;
  }

  /** Puts an extension of so many bytes between header and voxels. */
  public NiftiBytes extension(int bytes) {
    between = new byte[4 + bytes];
    between[0] = 1;
    return voxelOffset(header.capacity() + between.length);
  }

  public NiftiBytes voxels(byte[] bytes) {
    voxels = bytes;
    return this;
  }

  public NiftiBytes voxels(int bytes, java.util.function.Consumer<ByteBuffer> writer) {
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(header.order());
    writer.accept(buffer);
    return voxels(buffer.array());
  }

  public byte[] bytes() {
    return ByteBuffer.allocate(header.capacity() + between.length + voxels.length)
        .put(header.array())
        .put(between)
        .put(voxels)
        .array();
  }

  public byte[] gzip() {
    return gzip(bytes());
  }

  public static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private NiftiBytes reals(int at, double... values) {
    for (int i = 0; i < values.length; i++) {
      if (second) {
        header.putDouble(at + 8 * i, values[i]);
      } else {
        header.putFloat(at + 4 * i, (float) values[i]);
      }
    }
    return this;
  }
}
