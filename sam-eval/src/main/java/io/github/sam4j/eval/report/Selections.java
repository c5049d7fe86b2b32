// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import io.github.sam4j.eval.protocol.Protocol;

/** Selections as the report prints them. */
final class Selections {
  /** Follows the name of a selection that uses the truth. */
  static final String MARK = "†";

  private Selections() {}

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
