// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.device.Precision;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written comes back, and nothing else passes for it. */
final class EmbeddingEntryTest {
  private static final EmbeddingKey KEY = TestEntries.key(1);

  /** Half an ulp of a half, and half of the smallest one. */
  private static final double RELATIVE = 0x1p-11;

  private static final double ABSOLUTE = 0x1p-25;

  private static byte[] write(long[] shape, float[] values, boolean halves) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    EmbeddingEntry.write(
        Channels.newChannel(out),
        KEY,
        shape,
        FloatBuffer.wrap(values),
        TestEntries.ENCODING,
        halves ? Precision.FLOAT16 : Precision.FLOAT32);
    return out.toByteArray();
  }

  private static byte[] small() throws IOException {
    TestEntries entries = TestEntries.small();
    return write(entries.shape(), entries.values(1), false);
  }

  private static Duration read(byte[] bytes, EmbeddingKey key, long[] shape, float[] target)
      throws IOException {
    return EmbeddingEntry.read(
        new ByteArrayInputStream(bytes), bytes.length, key, shape, FloatBuffer.wrap(target));
  }

  private static float[] readBack(byte[] bytes, long[] shape, int length) throws IOException {
    float[] found = new float[length];
    assertThat(read(bytes, KEY, shape, found)).isEqualTo(TestEntries.ENCODING);
    return found;
  }

  private static void assertRefused(byte[] bytes, String what) {
    assertRefused(bytes, what, "found");
  }

  private static void assertRefused(byte[] bytes, String what, String reason) {
    TestEntries entries = TestEntries.small();
    assertThatThrownBy(() -> read(bytes, KEY, entries.shape(), new float[entries.length()]))
        .as(what)
        .isInstanceOf(DamagedEntryException.class)
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 24, 16_384, 16_385, 65_537})
  void floatsComeBackBitForBit(int length) throws IOException {
    float[] values = new float[length];
    int[] odd = {0x80000000, 1, 0x7f800000, 0xff800000, 0x7fc00001, 0xffffffff, 0x7f7fffff};
    for (int i = 0; i < length; i++) {
      values[i] = Float.intBitsToFloat(odd[i % odd.length]);
    }
    long[] shape = {1, 1, 1, length};

    float[] found = readBack(write(shape, values, false), shape, length);

    for (int i = 0; i < length; i++) {
      assertThat(Float.floatToRawIntBits(found[i])).isEqualTo(Float.floatToRawIntBits(values[i]));
    }
  }

  @Test
  void halvesTakeHalfTheBytesAndAreNearestValues() throws IOException {
    TestEntries entries = TestEntries.large();
    float[] values = entries.values(3);

    byte[] whole = write(entries.shape(), values, false);
    byte[] halves = write(entries.shape(), values, true);
    float[] found = readBack(halves, entries.shape(), values.length);

    assertThat(whole.length - halves.length).isEqualTo(2 * values.length);
    for (int i = 0; i < values.length; i++) {
      assertThat(Math.abs((double) found[i] - values[i]))
          .as("%s at %s", values[i], i)
          .isLessThanOrEqualTo(Math.max(ABSOLUTE, RELATIVE * Math.abs(values[i])));
    }
    assertThat(found).isNotEqualTo(values);
  }

  @Test
  void valuesTooLargeForHalvesAreKeptAsTheyAre() throws IOException {
    TestEntries entries = TestEntries.small();
    float[] values = entries.values(3);
    values[7] = 70_000;

    byte[] bytes = write(entries.shape(), values, true);

    assertThat(readBack(bytes, entries.shape(), values.length)).isEqualTo(values);
  }

  @Test
  void sizeIsThatOfTheTable() throws IOException {
    assertThat(small())
        .hasSize(72 + 4 * 24 + 4)
        .startsWith("SAM4JEMB".getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void everyFlippedBitIsNoticed() throws IOException {
    byte[] good = small();
    for (int i = 0; i < good.length; i++) {
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        byte[] bad = good.clone();
        bad[i] ^= (byte) (1 << bit);

        assertRefused(bad, "bit " + bit + " of byte " + i);
      }
    }
  }

  @Test
  void everyOtherLengthIsNoticed() throws IOException {
    byte[] good = small();
    for (int length = 0; length < good.length; length++) {
      assertRefused(Arrays.copyOf(good, length), length + " bytes");
    }
    assertRefused(Arrays.copyOf(good, good.length + 1), "one byte more");
    assertRefused(Arrays.copyOf(good, 2 * good.length), "twice the bytes");
  }

  @Test
  void othersFilesAreRefusedWithTheReason() throws IOException {
    byte[] good = small();

    assertRefused(new byte[200], "zeros", "not an embedding");
    assertRefused(patched(good, 8, 2), "a later format", "not an embedding of version 1");
    assertRefused(patched(good, 12, 64), "doubles", "64 bits");
    assertRefused(patched(good, 60, 3), "another shape", "a side of 3 instead of 2");
    assertThatThrownBy(
            () -> read(good, TestEntries.key(2), TestEntries.small().shape(), new float[24]))
        .isInstanceOf(DamagedEntryException.class)
        .hasMessageContaining("another key");
  }

  private static byte[] patched(byte[] good, int offset, int value) {
    byte[] bytes = good.clone();
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(offset, value);
    return bytes;
  }
}
