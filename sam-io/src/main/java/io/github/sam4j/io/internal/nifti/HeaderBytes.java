// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.nifti;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The bytes of a header of either version, read and written field by field. */
final class HeaderBytes {
  /** Size of a NIfTI-1 header. */
  static final int FIRST_SIZE = 348;
  /** Size of a NIfTI-2 header. */
  static final int SECOND_SIZE = 540;

  private final ByteBuffer bytes;
  private final boolean second;

  /**
   * Wraps a header.
   *
   * @param bytes at least the header, in the byte order of its numbers
   * @param second whether it is NIfTI-2 rather than NIfTI-1
   */
  HeaderBytes(ByteBuffer bytes, boolean second) {
    this.bytes = bytes;
    this.second = second;
  }

  boolean isSecond() {
    return second;
  }

  ByteOrder order() {
    return bytes.order();
  }

  /** Returns the byte offset of an element of a field. */
  int at(HeaderField field, int index) {
    return field.at(second, index);
  }

  /** Returns the first element as an integer; the fraction of a real one is cut off. */
  long whole(HeaderField field) {
    return whole(field, 0);
  }

  /** Returns an element as an integer; the fraction of a real one is cut off. */
  long whole(HeaderField field, int index) {
    int at = at(field, index);
    return switch (field.type(second)) {
      case UINT8 -> bytes.get(at) & 0xFF;
      case INT16 -> bytes.getShort(at);
      case INT32 -> bytes.getInt(at);
      case INT64 -> bytes.getLong(at);
      case FLOAT32 -> (long) bytes.getFloat(at);
      case FLOAT64 -> (long) bytes.getDouble(at);
      default -> throw new AssertionError(field);
    };
  }

  /** Returns the first element as a real number. */
  double real(HeaderField field) {
    return real(field, 0);
  }

  /** Returns an element as a real number. */
  double real(HeaderField field, int index) {
    int at = at(field, index);
    return switch (field.type(second)) {
      case FLOAT32 -> bytes.getFloat(at);
      case FLOAT64 -> bytes.getDouble(at);
      default -> whole(field, index);
    };
  }

  /** Returns the first characters of a text field. */
  String text(HeaderField field, int length) {
    byte[] text = new byte[length];
    bytes.get(at(field, 0), text);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  /** Sets the first element to a number that its type can hold. */
  void put(HeaderField field, double value) {
    put(field, 0, value);
  }

  /** Sets an element to a number that its type can hold. */
  void put(HeaderField field, int index, double value) {
    int at = at(field, index);
    switch (field.type(second)) {
      case UINT8 -> bytes.put(at, (byte) (long) value);
      case INT16 -> bytes.putShort(at, (short) (long) value);
      case INT32 -> bytes.putInt(at, (int) (long) value);
      case INT64 -> bytes.putLong(at, (long) value);
      case FLOAT32 -> bytes.putFloat(at, (float) value);
      case FLOAT64 -> bytes.putDouble(at, value);
      default -> throw new AssertionError(field);
    }
  }

  /** Sets the first characters of a text field. */
  void put(HeaderField field, String text) {
    bytes.put(at(field, 0), text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
