// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights;

/** A pull tokenizer for JSON text: the caller requests the token that it expects next. */
final class JsonText {
  /** The most decimal digits that always fit into 64 bits. */
  private static final int MAX_DIGITS = 18;

  private final String text;
  private int position;

  JsonText(String text) {
    this.text = text;
  }

  /** Consumes a punctuation mark if it is next. */
  boolean take(char mark) {
    skipSpace();
    if (position < text.length() && text.charAt(position) == mark) {
      position++;
      return true;
    }
    return false;
  }

  /** Consumes a punctuation mark, which must be next. */
  void expect(char mark) {
    if (!take(mark)) {
      throw unexpected("'" + mark + "'");
    }
  }

  void expectEnd() {
    skipSpace();
    if (position < text.length()) {
      throw unexpected("the end");
    }
  }

  /** Consumes a number without sign, fraction or exponent. */
  long wholeNumber() {
    skipSpace();
    int start = position;
    long value = 0;
    while (position < text.length() && isDigit(text.charAt(position))) {
      value = value * 10 + (text.charAt(position) - '0');
      position++;
      if (position - start > MAX_DIGITS) {
        throw unexpected("a number of at most " + MAX_DIGITS + " digits");
      }
    }
    boolean leadingZero = position - start > 1 && text.charAt(start) == '0';
    if (position == start || leadingZero) {
      throw unexpected("a whole number");
    }
    return value;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  String string() {
    expect('"');
    StringBuilder value = new StringBuilder();
    for (char c = next(); c != '"'; c = next()) {
      if (c < ' ') {
        throw unexpected("a string without control characters");
      }
      value.append(c == '\\' ? escaped() : c);
    }
    return value.toString();
  }

  private char next() {
    if (position == text.length()) {
      throw unexpected("the end of a string");
    }
    return text.charAt(position++);
  }

  private char escaped() {
    char c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        int code = 0;
        for (int i = 0; i < 4; i++) {
          char hex = next();
          int digit = hex < 0x80 ? Character.digit(hex, 16) : -1;
          if (digit < 0) {
            throw unexpected("four hexadecimal digits");
          }
          code = code << 4 | digit;
        }
        yield (char) code;
      }
      default -> throw unexpected("an escape that JSON knows");
    };
  }

  private void skipSpace() {
    while (position < text.length() && " \t\n\r".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
  }

  private IllegalArgumentException unexpected(String expected) {
    return new IllegalArgumentException(
        "the header has something else at character " + position + ", expected " + expected);
  }
}
