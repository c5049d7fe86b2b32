// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

/**
 * The role of a mark in a plot. The style sheet gives each role a colour on a light background, on
 * a dark one and on paper.
 *
 * @param number of the style sheet's classes: {@code f} for fill or {@code s} for stroke, then this
 */
record ColorRole(int number) {
  /** Medians. */
  static final ColorRole TEXT = new ColorRole(0);

  /** Axes, whiskers and published values. */
  static final ColorRole MUTED = new ColorRole(1);

  /** Grid lines. */
  static final ColorRole GRID = new ColorRole(2);

  /** Number of series that have a colour of their own. */
  static final int SERIES_COUNT = 6;

  /** Returns the role of the series with an index from 0; colours repeat after the last one. */
  static ColorRole ofSeries(int index) {
    return new ColorRole(3 + index % SERIES_COUNT);
  }

  /** Returns the class of the style sheet that fills a shape. */
  String fill() {
    return "f" + number;
  }

  /** Returns the class of the style sheet that strokes a line. */
  String stroke() {
    return "s" + number;
  }
}
