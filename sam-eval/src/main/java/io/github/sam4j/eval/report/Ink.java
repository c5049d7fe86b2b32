package io.github.sam4j.eval.report;

import java.awt.Color;
import java.util.List;

/**
 * What a mark is, which decides its colour. A plot is painted in stand-in colours, and the style
 * sheet gives each of them a colour on light ground, on dark ground and on paper.
 */
enum Ink {
  /** Text and medians. */
  INK(0),
  /** Axes, whiskers and figures from elsewhere. */
  MUTED(1),
  /** Lines to read values by. */
  GRID(2),
  /** The ground. */
  PAPER(3),
  /** The first thing compared. */
  FIRST(4),
  /** The second thing compared. */
  SECOND(5),
  /** The third thing compared. */
  THIRD(6),
  /** The fourth thing compared. */
  FOURTH(7),
  /** The fifth thing compared. */
  FIFTH(8),
  /** The sixth thing compared. */
  SIXTH(9);

  /** How many things have an ink of their own. */
  static final int SERIES = 6;

  private static final List<Ink> OF_SERIES = List.of(FIRST, SECOND, THIRD, FOURTH, FIFTH, SIXTH);

  private final int number;

  Ink(int number) {
    this.number = number;
  }

  /** Returns the ink of the nth thing compared, from 0. */
  static Ink series(int index) {
    return OF_SERIES.get(index % SERIES);
  }

  /** Returns what the style sheet calls it: classes are f or s, for fill or stroke, and this. */
  int number() {
    return number;
  }

  /** Returns the stand-in colour. */
  Color color() {
    return color(255);
  }

  /** Returns the stand-in colour, seen through. */
  Color color(int alpha) {
    return new Color(number + 1, 0, 0, alpha);
  }

  /** Returns the stand-in colour as Batik writes it. */
  String rgb() {
    return "rgb(" + (number + 1) + ",0,0)";
  }
}
