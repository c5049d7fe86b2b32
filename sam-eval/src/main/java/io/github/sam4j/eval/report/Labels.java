// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import io.github.sam4j.eval.internal.table.Format;
import io.github.sam4j.eval.protocol.Protocol;
import java.util.Locale;

/** Names, counts and selections as the report prints them. */
final class Labels {
  /** Follows the name of a selection that uses the truth. */
  static final String MARK = "†";

  private Labels() {}

  /** Returns a count and its noun. */
  static String count(long count, String singular, String plural) {
    return Format.REPORT_COUNT.text(count) + " " + (count == 1 ? singular : plural);
  }

  /** Returns a name with its middle left out if it is too long. */
  static String shortened(String name, int longest) {
    int[] points = name.codePoints().toArray();
    if (points.length <= longest) {
      return name;
    }
    int head = longest * 2 / 3;
    int tail = longest - head - 1;
    return new String(points, 0, head) + "…" + new String(points, points.length - tail, tail);
  }

  /** Returns the name of an object, beginning with a capital. */
  static String heading(String object) {
    return object.isEmpty()
        ? "Without a name"
        : object.substring(0, object.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT)
            + object.substring(object.offsetByCodePoints(0, 1));
  }

  /** Returns the name, marked if the selection uses the truth. */
  static String marked(Protocol.Selection selection) {
    return selection.usesTruth() ? selection.name() + " " + MARK : selection.name();
  }

  /**
   * Returns the share of slices with a detection; NaN where it is 1 by definition, as the selection
   * always chooses something.
   */
  static double detected(Protocol.Selection selection, int detected, int slices) {
    return selection.alwaysChooses() && detected == slices
        ? Double.NaN
        : (double) detected / slices;
  }
}
