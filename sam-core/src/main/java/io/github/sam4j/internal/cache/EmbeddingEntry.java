// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.cache;

import io.github.sam4j.device.Precision;
import io.github.sam4j.weights.internal.format.HalfFloats;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The file format of a cached embedding. All numbers are little-endian.
 *
 * <pre>
 * offset  bytes
 *      0      8  "SAM4JEMB" in ASCII
 *      8      4  version of this format, 1
 *     12      4  bits of a value: 32 or 16, both as in IEEE 754
 *     16     32  key
 *     48      8  how long the encoder took, in nanoseconds
 *     56     16  shape, four numbers
 *     72      n  values, row-major
 * 72 + n      4  CRC-32C of everything before
 * </pre>
 *
 * <p>Values are copied through a small buffer, so an embedding of 4 MB is never held on the heap.
 */
final class EmbeddingEntry {
  private static final byte[] MAGIC = "SAM4JEMB".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;
  private static final int RANK = 4;
  private static final int HEADER =
      MAGIC.length + 2 * Integer.BYTES + EmbeddingKey.BYTES + Long.BYTES + RANK * Integer.BYTES;
  private static final int CHUNK = 1 << 16;

  private EmbeddingEntry() {}

  /** Returns the size of an entry in bytes. */
  static long bytes(long values, int bits) {
    return HEADER + values * bits / Byte.SIZE + Integer.BYTES;
  }

  /**
   * Writes an entry.
   *
   * @param shape four sides
   * @param values the values from position 0; the position is not changed
   * @param stored precision of the values in the file; 32-bit floats are used anyway if a value
   *     would overflow in 16 bits
   */
  static void write(
      WritableByteChannel out,
      EmbeddingKey key,
      long[] shape,
      FloatBuffer values,
      Duration encoding,
      Precision stored)
      throws IOException {
    int bits = stored == Precision.FLOAT16 && allFit(values) ? Short.SIZE : Float.SIZE;
    CRC32C checksum = new CRC32C();
    ByteBuffer buffer = buffer();
    buffer.put(MAGIC).putInt(VERSION).putInt(bits).put(key.bytes()).putLong(encoding.toNanos());
    for (long side : shape) {
      buffer.putInt(Math.toIntExact(side));
    }
    drain(buffer, checksum, out);
    int step = CHUNK * Byte.SIZE / bits;
    for (int from = 0; from < values.limit(); from += step) {
      pack(values.slice(from, Math.min(step, values.limit() - from)), bits, buffer);
      drain(buffer, checksum, out);
    }
    buffer.putInt((int) checksum.getValue());
    drain(buffer, checksum, out);
  }

  private static boolean allFit(FloatBuffer values) {
    for (int i = 0; i < values.limit(); i++) {
      if (!HalfFloats.fits(values.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static ByteBuffer buffer() {
    return ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void pack(FloatBuffer values, int bits, ByteBuffer buffer) {
    if (bits == Float.SIZE) {
      buffer.asFloatBuffer().put(values.duplicate());
      buffer.position(values.limit() * Float.BYTES);
      return;
    }
    for (int i = 0; i < values.limit(); i++) {
      buffer.putShort(HalfFloats.toHalf(values.get(i)));
    }
  }

  private static void drain(ByteBuffer buffer, CRC32C checksum, WritableByteChannel out)
      throws IOException {
    buffer.flip();
    checksum.update(buffer.duplicate());
    while (buffer.hasRemaining()) {
      out.write(buffer);
    }
    buffer.clear();
  }

  /**
   * Reads an entry.
   *
   * @param fileBytes length of the file
   * @param target receives the values from position 0; partially filled if this throws
   * @return the time that the encoder took
   * @throws DamagedEntryException if the file is not a complete entry of that key and shape
   */
  static Duration read(
      InputStream in, long fileBytes, EmbeddingKey key, long[] shape, FloatBuffer target)
      throws IOException {
    CRC32C checksum = new CRC32C();
    byte[] chunk = new byte[CHUNK];
    ByteBuffer buffer = next(in, HEADER, chunk, checksum);
    byte[] magic = new byte[MAGIC.length];
    buffer.get(magic);
    int version = buffer.getInt();
    check(Arrays.equals(magic, MAGIC) && version == VERSION, "not an embedding of version 1");
    int bits = buffer.getInt();
    check(bits == Float.SIZE || bits == Short.SIZE, "values of " + bits + " bits");
    byte[] foundKey = new byte[EmbeddingKey.BYTES];
    buffer.get(foundKey);
    check(Arrays.equals(foundKey, key.bytes()), "the embedding of another key");
    long nanos = buffer.getLong();
    for (long side : shape) {
      int length = buffer.getInt();
      check(length == side, "a side of " + length + " instead of " + side);
    }
    long expected = bytes(target.limit(), bits);
    check(fileBytes == expected, fileBytes + " bytes instead of " + expected);
    int step = CHUNK * Byte.SIZE / bits;
    for (int from = 0; from < target.limit(); from += step) {
      FloatBuffer part = target.slice(from, Math.min(step, target.limit() - from));
      unpack(next(in, part.limit() * bits / Byte.SIZE, chunk, checksum), bits, part);
    }
    int computed = (int) checksum.getValue();
    int found = next(in, Integer.BYTES, chunk, checksum).getInt();
    check(found == computed, "another checksum than computed");
    check(nanos >= 0, "a negative time");
    return Duration.ofNanos(nanos);
  }

  private static ByteBuffer next(InputStream in, int bytes, byte[] chunk, CRC32C checksum)
      throws IOException {
    check(in.readNBytes(chunk, 0, bytes) == bytes, "too few bytes");
    checksum.update(chunk, 0, bytes);
    return ByteBuffer.wrap(chunk, 0, bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void unpack(ByteBuffer buffer, int bits, FloatBuffer part) {
    if (bits == Float.SIZE) {
      part.put(buffer.asFloatBuffer());
      return;
    }
    for (int i = 0; i < part.limit(); i++) {
      part.put(i, HalfFloats.toFloat(buffer.getShort()));
    }
  }

  private static void check(boolean asExpected, String found) throws DamagedEntryException {
    if (!asExpected) {
      throw new DamagedEntryException("found " + found);
    }
  }
}
