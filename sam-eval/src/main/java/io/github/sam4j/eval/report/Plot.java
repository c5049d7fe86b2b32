// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import io.github.sam4j.eval.internal.table.Format;
import java.util.List;
import java.util.Locale;

/**
 * A plot as inline SVG. All text is SVG text, so that it can be read out, searched and set in the
 * page's font; no size depends on a font.
 *
 * <p>Coordinates are those of the data, mapped linearly to the frame; marks and text may lie in the
 * margins. Marks are drawn in the order in which they are added, text on top of all marks.
 */
final class Plot {
  private static final String[] DASHES = {"", "7,3", "2,3", "9,3,2,3", "4,2", "1,4"};
  /** Circle, square, diamond, triangle up, triangle down, cross. */
  private static final int SHAPES = 6;

  private static final int LEGEND_LINE = 18;
  /** Distance of the last line of the legend from the top of the frame. */
  private static final int LEGEND_GAP = 32;

  private final Frame frame;
  private final StringBuilder marks = new StringBuilder();
  private final StringBuilder path = new StringBuilder();
  private String pathStyle = "";
  private double markerSize;
  private final Html texts = new Html();

  /**
   * The size of a plot in CSS pixels, its margins and the range of its axes.
   *
   * @param top margin, as are {@code right}, {@code bottom} and {@code left}
   */
  record Frame(
      int width,
      int height,
      int top,
      int right,
      int bottom,
      int left,
      double minX,
      double maxX,
      double minY,
      double maxY) {
    /** Returns the frame of a plot of half the page's width, of values in {@code [0, 1]}. */
    static Frame withLegend(int lines, double minX, double maxX) {
      int top = LEGEND_GAP + lines * LEGEND_LINE - 4;
      return new Frame(520, top + 240 + 44, top, 20, 44, 44, minX, maxX, 0, 1);
    }

    double pixelX(double x) {
      return left + (x - minX) / (maxX - minX) * (width - left - right);
    }

    double pixelY(double y) {
      return height - bottom - (y - minY) / (maxY - minY) * (height - top - bottom);
    }
  }

  /** The part of a text that is at its position. */
  enum Anchor {
    START(""),
    MIDDLE("mid "),
    END("end ");

    private final String style;

    Anchor(String style) {
      this.style = style;
    }
  }

  Plot(Frame frame) {
    this.frame = frame;
  }

  /** Adds a line through points; a NaN interrupts it. */
  Plot line(ColorRole role, double width, int dash, double[] xs, double[] ys) {
    String dashes = DASHES[dash % DASHES.length];
    begin("class=\"" + role.stroke() + '"'
        + (width == 1 ? "" : " stroke-width=\"" + number(width) + '"')
        + (dashes.isEmpty() ? "" : " stroke-dasharray=\"" + dashes + '"'));
    char command = 'M';
    for (int i = 0; i < xs.length; i++) {
      if (Double.isNaN(ys[i])) {
        command = 'M';
      } else {
        point(command, frame.pixelX(xs[i]), frame.pixelY(ys[i]));
        command = 'L';
      }
    }
    return this;
  }

  /** Adds a solid straight line. */
  Plot line(ColorRole role, double width, double x1, double y1, double x2, double y2) {
    return line(role, width, /* dash= */ 0, new double[] {x1, x2}, new double[] {y1, y2});
  }

  /** Adds a filled rectangle. */
  Plot bar(ColorRole role, double opacity, double x1, double y1, double x2, double y2) {
    begin(style(role.fill(), "fill", opacity));
    return rectangle(x1, y1, x2, y2);
  }

  /** Adds the border of a rectangle. */
  Plot box(ColorRole role, double width, double x1, double y1, double x2, double y2) {
    begin("class=\"" + role.stroke() + "\" stroke-width=\"" + number(width) + '"');
    return rectangle(x1, y1, x2, y2);
  }

  private Plot rectangle(double x1, double y1, double x2, double y2) {
    point('M', frame.pixelX(x1), frame.pixelY(y1));
    path.append('H').append(number(frame.pixelX(x2)));
    path.append('V').append(number(frame.pixelY(y2)));
    path.append('H').append(number(frame.pixelX(x1))).append('Z');
    return this;
  }

  /** Sets the size of the marks that {@link #points} adds. */
  Plot markerSize(double size) {
    markerSize = size;
    return this;
  }

  /**
   * Adds a mark at each point; points with a NaN are left out.
   *
   * @param shape index from 0; shapes repeat after the last one
   */
  Plot points(ColorRole role, double opacity, int shape, double[] xs, double[] ys) {
    boolean cross = shape % SHAPES == SHAPES - 1;
    String style =
        cross ? style(role.stroke(), "stroke", opacity) : style(role.fill(), "fill", opacity);
    for (int i = 0; i < xs.length; i++) {
      if (!Double.isNaN(ys[i])) {
        begin(style);
        marker(shape % SHAPES, frame.pixelX(xs[i]), frame.pixelY(ys[i]));
      }
    }
    return this;
  }

  private void marker(int shape, double x, double y) {
    switch (shape) {
      case 0 -> circle(x, y);
      case 1 -> polygon(x, y, -1, -1, 1, -1, 1, 1, -1, 1).append('Z');
      case 2 -> polygon(x, y, -1.3, 0, 0, -1.3, 1.3, 0, 0, 1.3).append('Z');
      case 3 -> polygon(x, y, -1, 2 / 3.0, 1, 2 / 3.0, 0, -4 / 3.0).append('Z');
      case 4 -> polygon(x, y, -1, -2 / 3.0, 1, -2 / 3.0, 0, 4 / 3.0).append('Z');
      default -> {
        polygon(x, y, -1, -1, 1, 1);
        polygon(x, y, -1, 1, 1, -1);
      }
    }
  }

  private void circle(double x, double y) {
    String radius = number(markerSize / 2);
    String arc = "a" + radius + ' ' + radius + " 0 1 0 ";
    point('M', x - markerSize / 2, y);
    path.append(arc).append(number(markerSize)).append(" 0");
    path.append(arc).append(number(-markerSize)).append(" 0");
  }

  /** Adds corners, given from the centre in halves of the marker's size. */
  private StringBuilder polygon(double x, double y, double... corners) {
    for (int i = 0; i < corners.length; i += 2) {
      double half = markerSize / 2;
      point(i == 0 ? 'M' : 'L', x + half * corners[i], y + half * corners[i + 1]);
    }
    return path;
  }

  private static String style(String styleClass, String kind, double opacity) {
    return "class=\"" + styleClass + '"'
        + (opacity == 1 ? "" : ' ' + kind + "-opacity=\"" + number(opacity) + '"');
  }

  /** Begins a shape; shapes of one style in a row become one path. */
  private void begin(String style) {
    if (!style.equals(pathStyle)) {
      endPath();
      pathStyle = style;
    } else if (style.contains("opacity")) {
      // translucent marks add up only if each is an element of its own
      path.append("\"/><path d=\"");
    }
  }

  private void endPath() {
    if (path.length() > 0) {
      marks.append("<g ").append(pathStyle).append("><path d=\"").append(path).append("\"/></g>");
      path.setLength(0);
    }
  }

  private void point(char command, double x, double y) {
    path.append(command).append(number(x)).append(' ').append(number(y));
  }

  /** Returns a length with at most two decimals. */
  private static String number(double length) {
    long hundredths = Math.round(100 * length);
    return hundredths % 100 == 0
        ? Long.toString(hundredths / 100)
        : Double.toString(hundredths / 100.0);
  }

  /**
   * Adds text.
   *
   * @param dx distance in pixels to the right of the position
   * @param dy distance in pixels below the position
   */
  Plot text(double x, double y, double dx, double dy, Anchor anchor, String style, String text) {
    texts.element(
        "text",
        text,
        "class",
        anchor.style + style,
        "x",
        Long.toString(Math.round(frame.pixelX(x) + dx)),
        "y",
        Long.toString(Math.round(frame.pixelY(y) + dy)));
    return this;
  }

  /** Adds a label and a grid line at a value of the x axis. */
  Plot xTick(double x, String label) {
    line(ColorRole.GRID, 1, x, frame.minY(), x, frame.maxY());
    return text(x, frame.minY(), 0, 17, Anchor.MIDDLE, "tick", label);
  }

  /** Adds a label and a grid line at a value of the y axis. */
  Plot yTick(double y, String label) {
    line(ColorRole.GRID, 1, frame.minX(), y, frame.maxX(), y);
    return text(frame.minX(), y, -7, 4, Anchor.END, "tick", label);
  }

  /** Adds ticks at the quarters of a score to the y axis. */
  Plot scoreTicksY() {
    for (int quarter = 0; quarter <= 4; quarter++) {
      yTick(quarter / 4.0, Format.REPORT_TWO_DECIMALS.text(quarter / 4.0));
    }
    return this;
  }

  /** Adds ticks at the fifths of a score to the x axis. */
  Plot scoreTicksX() {
    for (int fifth = 0; fifth <= 5; fifth++) {
      xTick(fifth / 5.0, String.format(Locale.ROOT, "%.1f", fifth / 5.0));
    }
    return this;
  }

  /** Adds the title of the x axis, below its middle. */
  Plot xTitle(String title) {
    double middle = (frame.minX() + frame.maxX()) / 2;
    return text(middle, frame.minY(), 0, 37, Anchor.MIDDLE, "title", title);
  }

  /** Adds the title of the y axis, above it. */
  Plot yTitle(String title) {
    return text(frame.minX(), frame.maxY(), -frame.left() + 4, -12, Anchor.START, "title", title);
  }

  /**
   * Adds a legend above the frame: series differ in dash and marker as well as in colour.
   *
   * @param series names of the series, drawn with the marks of 0, 1 and so on
   * @param published names of published curves, muted lines with the dashes of 1, 2 and so on
   */
  Plot legend(List<String> series, List<String> published) {
    double pixelX = 1 / (frame.pixelX(1) - frame.pixelX(0));
    double pixelY = 1 / (frame.pixelY(0) - frame.pixelY(1));
    int lines = series.size() + published.size();
    for (int i = 0; i < lines; i++) {
      double y = frame.maxY() + (LEGEND_GAP + (lines - 1 - i) * LEGEND_LINE) * pixelY;
      double x = frame.minX() + 14 * pixelX;
      double[] xs = {frame.minX(), frame.minX() + 28 * pixelX};
      double[] ys = {y, y};
      int own = series.size();
      if (i < own) {
        line(ColorRole.ofSeries(i), 2, i, xs, ys);
        points(ColorRole.ofSeries(i), 1, i, new double[] {x}, new double[] {y});
      } else {
        line(ColorRole.MUTED, 1.4, i - own + 1, xs, ys);
      }
      String name = i < own ? series.get(i) : published.get(i - own);
      text(x, y, 22, 4, Anchor.START, "key", Labels.shortened(name, 60));
    }
    return this;
  }

  /**
   * Returns the SVG element.
   *
   * @param label describes the plot to those who can't see it
   */
  String svg(String label) {
    endPath();
    return new Html()
        .open(
            "svg",
            "xmlns",
            "http://www.w3.org/2000/svg",
            "viewBox",
            "0 0 " + frame.width() + " " + frame.height(),
            "role",
            "img",
            "aria-label",
            label)
        .raw(marks.toString())
        .raw(texts.toString())
        .close()
        .toString();
  }
}
