// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.nrrd;

import io.github.sam4j.io.internal.stream.Encoding;
import io.github.sam4j.io.volume.ElementType;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** NRRD's encodings. Samples in words or hexadecimal digits are decoded into bytes. */
final class Encodings {
  private Encodings() {}

  /** Returns an encoding by any of its names; samples written in words become little-endian. */
  static Optional<Encoding> named(String name, ElementType type) {
    return Optional.ofNullable(
        switch (name.toLowerCase(Locale.ROOT)) {
          case "raw" -> Encoding.RAW;
          case "gz", "gzip" -> Encoding.GZIP;
          case "bz2", "bzip2" -> Encoding.BZIP2;
          // the shortest number is a digit
          case "txt", "text", "ascii" ->
            new Encoding("text", type.bytes(), false, stored -> new Words(stored, type));
          case "hex" -> new Encoding("hex", 1, false, Digits::new);
          default -> null;
        });
  }

  /** Returns whether samples are written in words, which have no byte order. */
  static boolean isText(Encoding encoding) {
    return encoding.name().equals("text");
  }

  /** Returns whether bytes to skip are counted after decompression. */
  static boolean isCompressed(Encoding encoding) {
    return encoding.equals(Encoding.GZIP) || encoding.equals(Encoding.BZIP2);
  }

  /** Bytes that are made one by one. */
  private abstract static class Decoded extends InputStream {
    private final InputStream stored;

    Decoded(InputStream stored) {
      this.stored = stored;
    }

    int next() throws IOException {
      return stored.read();
    }

    /** Returns the next byte, or −1 at the end. */
    abstract int decode() throws IOException;

    @Override
    public int read() throws IOException {
      return decode();
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
      for (int i = 0; i < count; i++) {
        int next = decode();
        if (next < 0) {
          return i == 0 ? -1 : i;
        }
        into[from + i] = (byte) next;
      }
      return count;
    }

    @Override
    public void close() throws IOException {
      stored.close();
    }
  }

  /** Two digits a byte; anything between bytes that is white space is left out. */
  private static final class Digits extends Decoded {
    Digits(InputStream stored) {
      super(stored);
    }

    @Override
    int decode() throws IOException {
      int high = digit();
      if (high < 0) {
        return -1;
      }
      int low = digit();
      if (low < 0) {
        throw new EOFException("expected a second digit");
      }
      return high << 4 | low;
    }

    private int digit() throws IOException {
      int c = next();
      while (isBlank(c)) {
        c = next();
      }
      int digit = Character.digit(c, 16);
      if (c >= 0 && digit < 0) {
        throw new IOException("expected a hexadecimal digit, got a character of code " + c);
      }
      return digit;
    }
  }

  private static boolean isBlank(int c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  /** Numbers between white space or commas. */
  private static final class Words extends Decoded {
    private static final Pattern REAL = Pattern.compile("[-+]?[0-9.]+([eE][-+]?[0-9]+)?");
    private static final int MAX_LENGTH = 400;

    private final ElementType type;
    private long bits;
    private int left;

    Words(InputStream stored, ElementType type) {
      super(stored);
      this.type = type;
    }

    @Override
    int decode() throws IOException {
      if (left == 0) {
        String word = word();
        if (word.isEmpty()) {
          return -1;
        }
        try {
          bits = type.isInteger() ? integer(word) : real(word.toLowerCase(Locale.ROOT));
        } catch (NumberFormatException e) {
          throw new IOException("expected numbers of " + type + ", got another word", e);
        }
        left = type.bytes();
      }
      int next = (int) bits & 0xFF;
      bits >>>= Byte.SIZE;
      left--;
      return next;
    }

    private String word() throws IOException {
      int c = next();
      while (isBlank(c) || c == ',') {
        c = next();
      }
      StringBuilder word = new StringBuilder();
      while (c >= 0 && !isBlank(c) && c != ',') {
        if (word.length() == MAX_LENGTH) {
          throw new IOException("expected numbers, got a word of more than 400 characters");
        }
        word.append((char) c);
        c = next();
      }
      return word.toString();
    }

    private long integer(String word) throws IOException {
      if (type == ElementType.UINT64) {
        return Long.parseUnsignedLong(word);
      }
      long value = Long.parseLong(word);
      boolean signed = type.name().startsWith("INT");
      int valueBits = type.bytes() * Byte.SIZE - (signed ? 1 : 0);
      if (valueBits < 63
          && (value >= 1L << valueBits || value < (signed ? -(1L << valueBits) : 0))) {
        throw new IOException("expected numbers of " + type + ", got " + value);
      }
      return value;
    }

    private long real(String word) {
      double value;
      switch (word) {
        case "nan", "-nan", "+nan" -> value = Double.NaN;
        case "inf", "+inf", "infinity" -> value = Double.POSITIVE_INFINITY;
        case "-inf", "-infinity" -> value = Double.NEGATIVE_INFINITY;
        default -> {
          if (!REAL.matcher(word).matches()) {
            throw new NumberFormatException();
          }
          if (type == ElementType.FLOAT32) {
            // not by way of a double, which would round twice
            return Float.floatToIntBits(Float.parseFloat(word));
          }
          value = Double.parseDouble(word);
        }
      }
      return type == ElementType.FLOAT32
          ? Float.floatToIntBits((float) value)
          : Double.doubleToLongBits(value);
    }
  }
}
