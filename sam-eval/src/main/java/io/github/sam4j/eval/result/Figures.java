package io.github.sam4j.eval.result;

import io.github.sam4j.eval.result.ScoreTable.Estimate;
import java.util.Locale;

/** How numbers look: rounded for people, with all digits for programs. */
final class Figures {
  private Figures() {}

  /** Returns a share in percent with one decimal; a hyphen if it is undefined. */
  static String percent(double share) {
    return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** Returns a score in percent without the sign, for columns headed by it. */
  static String inPercent(double share) {
    return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.1f", 100 * share);
  }

  /** Returns the mean in percent, followed by its interval if there is one. */
  static String withInterval(Estimate estimate) {
    if (estimate.n() < 2) {
      return inPercent(estimate.mean());
    }
    return String.format(
        Locale.ROOT,
        "%.1f [%.1f, %.1f]",
        100 * estimate.mean(),
        100 * estimate.lower(),
        100 * estimate.upper());
  }

  /** Returns a number with two decimals. */
  static String twoDecimals(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.2f", value);
  }

  /** Returns all digits, nothing if it is undefined. */
  static String exact(double value) {
    return Double.isNaN(value) ? "" : Double.toString(value);
  }

  /** Returns all digits of single precision, nothing if it is undefined. */
  static String exact(float value) {
    return Float.isNaN(value) ? "" : Float.toString(value);
  }

  /** Returns the selection, and the number of clicks where there is one. */
  static String selection(Series series) {
    return switch (series.clicks()) {
      case 0 -> series.selection();
      case 1 -> series.selection() + ", 1 click";
      default -> series.selection() + ", " + series.clicks() + " clicks";
    };
  }
}
