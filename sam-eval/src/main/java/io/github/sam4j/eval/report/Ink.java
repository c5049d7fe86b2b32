package io.github.sam4j.eval.report;

import java.awt.Color;

/**
 * What a mark is, which decides its colour. A plot is painted in stand-in colours, and the style
 * sheet gives each of them a colour on light ground, on dark ground and on paper.
 */
enum Ink {
  /** Text and medians. */
  INK,
  /** Axes, whiskers and figures from elsewhere. */
  MUTED,
  /** Lines to read values by. */
  GRID,
  /** The ground. */
  PAPER,
  /** The first thing compared. */
  FIRST,
  /** The second thing compared. */
  SECOND,
  /** The third thing compared. */
  THIRD,
  /** The fourth thing compared. */
  FOURTH,
  /** The fifth thing compared. */
  FIFTH,
  /** The sixth thing compared. */
  SIXTH;

  /** How many things have an ink of their own. */
  static final int SERIES = 6;

  /** Returns the ink of the nth thing compared, from 0. */
  static Ink series(int index) {
    return values()[FIRST.ordinal() + index % SERIES];
  }

  /** Returns the stand-in colour. */
  Color color() {
    return color(255);
  }

  /** Returns the stand-in colour, seen through. */
  Color color(int alpha) {
    return new Color(ordinal() + 1, 0, 0, alpha);
  }

  /** Returns the stand-in colour as Batik writes it. */
  String rgb() {
    return "rgb(" + (ordinal() + 1) + ",0,0)";
  }
}
