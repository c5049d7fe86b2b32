// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.internal.table;

import java.util.Locale;

/** How the values of a column are printed, and on which side they are aligned. */
public enum Format {
  /** Text that names something, aligned to the left. */
  NAME("%s"),

  /** Text made of numbers, such as an interval; as all other formats, aligned to the right. */
  TEXT("%s"),

  /** All digits; nothing for an undefined number. */
  EXACT("%s"),

  /** A count with all digits. */
  COUNT("%d"),

  /** A duration with three decimals. */
  MILLISECONDS("%.3f"),

  /** A fraction in percent with one decimal and the sign; a hyphen if it is undefined. */
  PERCENT("%.1f %%", 100, "-"),

  /** A fraction in percent without the sign; a hyphen if it is undefined. */
  PERCENT_UNSIGNED("%.1f", 100, "-"),

  /** A number with two decimals; a hyphen if it is undefined. */
  TWO_DECIMALS("%.2f", 1, "-"),

  /** A number with one decimal; a dash if it is undefined. */
  REPORT_ONE_DECIMAL("%.1f", 1, Format.DASH),

  /** A number with two decimals; a dash if it is undefined. */
  REPORT_TWO_DECIMALS("%.2f", 1, Format.DASH),

  /** A score with three decimals; a dash if it is undefined. */
  REPORT_SCORE("%.3f", 1, Format.DASH),

  /** A fraction in percent, without a decimal that is 0; a dash if it is undefined. */
  REPORT_PERCENT("%.1f %%", 100, Format.DASH) {
    @Override
    public String text(Object value) {
      return super.text(value).replace(".0 %", " %");
    }
  },

  /** A count with a thin space between groups of three digits; a dash if it is undefined. */
  REPORT_COUNT("%,d", 1, Format.DASH) {
    @Override
    public String text(Object value) {
      return super.text(value).replace(',', '\u2009');
    }
  };

  /** Replaces an undefined number in the report. */
  public static final String DASH = "–";

  private final String pattern;
  private final double scale;
  private final String undefined;

  Format(String pattern) {
    this(pattern, 1, "");
  }

  Format(String pattern, double scale, String undefined) {
    this.pattern = pattern;
    this.scale = scale;
    this.undefined = undefined;
  }

  /**
   * Returns a value as text. NaN is undefined in every format.
   *
   * @throws java.util.IllegalFormatConversionException if the format is of numbers of another type
   */
  public String text(Object value) {
    if (value instanceof Number number && Double.isNaN(number.doubleValue())) {
      return undefined;
    }
    if (pattern.equals("%s")) {
      return value.toString();
    }
    Object shown = value instanceof Double number ? (Object) (scale * number) : value;
    return String.format(Locale.ROOT, pattern, shown);
  }
}
