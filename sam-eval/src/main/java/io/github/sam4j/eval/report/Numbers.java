package io.github.sam4j.eval.report;

import java.util.Locale;

/** Numbers as the report prints them. */
final class Numbers {
  /** What stands in for a number that isn't defined. */
  static final String NONE = "–";

  private Numbers() {}

  /** Returns a score with three decimals. */
  static String score(double value) {
    return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%.3f", value);
  }

  /** Returns a score with two decimals, for marks in a plot. */
  static String shortScore(double value) {
    return Double.isNaN(value) ? NONE : String.format(Locale.ROOT, "%.2f", value);
  }

  /** Returns a fraction as a percentage without decimals where that is exact, else with one. */
  static String percent(double fraction) {
    if (Double.isNaN(fraction)) {
      return NONE;
    }
    String text = String.format(Locale.ROOT, "%.1f", 100 * fraction);
    return (text.endsWith(".0") ? text.substring(0, text.length() - 2) : text) + " %";
  }

  /** Returns a count with a thin space between groups of three digits. */
  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count).replace(',', '\u2009');
  }

  /** Returns a count and its noun. */
  static String count(long count, String one, String many) {
    return count(count) + " " + (count == 1 ? one : many);
  }
}
