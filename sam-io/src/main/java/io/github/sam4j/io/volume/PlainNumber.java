package io.github.sam4j.io.volume;

import java.math.BigDecimal;

/** Prints numbers in names: as short as possible, without an exponent. */
final class PlainNumber {
  private PlainNumber() {}

  static String of(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
