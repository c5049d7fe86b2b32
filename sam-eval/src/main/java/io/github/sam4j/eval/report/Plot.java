package io.github.sam4j.eval.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A plot as inline SVG: XChart scales and paints the marks, and all text is added as text, so that
 * it can be read out, searched and set in the page's font. No font of the machine is needed, and no
 * size depends on one.
 *
 * <p>Coordinates are those of the data; marks and text may lie outside of the axes, where there is
 * a margin. What is added later lies on top.
 */
final class Plot {
  private static final List<Marker> MARKERS = List.of(
      SeriesMarkers.CIRCLE,
      SeriesMarkers.SQUARE,
      SeriesMarkers.DIAMOND,
      SeriesMarkers.TRIANGLE_UP,
      SeriesMarkers.TRIANGLE_DOWN,
      SeriesMarkers.CROSS);
  private static final float[][] DASHES = {{}, {7, 3}, {2, 3}, {9, 3, 2, 3}, {4, 2}, {1, 4}};

  private final Frame frame;
  private final XYChart chart;
  private final Html texts = new Html();

  /**
   * Where a plot lies, in units of which one is about a pixel, and its scales.
   *
   * @param top margin, and so on
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
      double maxY) {}

  /** Where text stands beside its place. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  Plot(Frame frame) {
    this.frame = frame;
    // XChart can't paint margins that it doesn't need: they are added around it
    chart = new XYChart(
        frame.width() - frame.left() - frame.right(),
        frame.height() - frame.top() - frame.bottom());
    Color none = new Color(0, 0, 0, 0);
    chart
        .getStyler()
        .setPlotMargin(0)
        .setAxisTicksVisible(false)
        .setAxisTitlesVisible(false)
        .setPlotGridLinesVisible(false)
        .setPlotTicksMarksVisible(false)
        // without places for ticks XChart measures no text
        .setXAxisTickMarkSpacingHint(Integer.MAX_VALUE)
        .setYAxisTickMarkSpacingHint(Integer.MAX_VALUE)
        .setXAxisMin(frame.minX())
        .setXAxisMax(frame.maxX())
        .setYAxisMin(frame.minY())
        .setYAxisMax(frame.maxY())
        .setChartTitleVisible(false)
        .setLegendVisible(false)
        .setChartPadding(0)
        .setPlotContentSize(1)
        .setPlotBorderVisible(false)
        .setPlotBackgroundColor(none)
        .setChartBackgroundColor(none);
  }

  /** Adds a line through points; a NaN interrupts it. */
  Plot line(Ink ink, double width, int dash, double[] xs, double[] ys) {
    XYSeries series = add(xs, ys, XYSeriesRenderStyle.Line);
    float[] dashes = DASHES[dash % DASHES.length];
    series.setLineStyle(
        dashes.length == 0
            ? new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND)
            : new BasicStroke(
                (float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dashes, 0));
    series.setLineColor(ink.color());
    series.setMarker(SeriesMarkers.NONE);
    return this;
  }

  /** Adds a solid straight line. */
  Plot line(Ink ink, double width, double x1, double y1, double x2, double y2) {
    return line(ink, width, /* dash= */ 0, new double[] {x1, x2}, new double[] {y1, y2});
  }

  /** Adds a filled rectangle. */
  Plot bar(Ink ink, int alpha, double x1, double y1, double x2, double y2) {
    XYSeries series = add(
        new double[] {x1, x2, x2, x1},
        new double[] {y1, y1, y2, y2},
        XYSeriesRenderStyle.PolygonArea);
    series.setFillColor(ink.color(alpha));
    series.setLineStyle(new BasicStroke(0));
    series.setLineColor(new Color(0, 0, 0, 0));
    series.setMarker(SeriesMarkers.NONE);
    return this;
  }

  /** Adds the border of a rectangle. */
  Plot box(Ink ink, double width, double x1, double y1, double x2, double y2) {
    return line(
        ink,
        width,
        /* dash= */ 0,
        new double[] {x1, x2, x2, x1, x1},
        new double[] {y1, y1, y2, y2, y1});
  }

  /** Adds marks of a shape that goes with a number, from 0. */
  Plot points(Ink ink, int alpha, int shape, double[] xs, double[] ys) {
    XYSeries series = add(xs, ys, XYSeriesRenderStyle.Scatter);
    series.setMarker(MARKERS.get(shape % MARKERS.size()));
    series.setMarkerColor(ink.color(alpha));
    return this;
  }

  private XYSeries add(double[] xs, double[] ys, XYSeriesRenderStyle style) {
    String name = Integer.toString(chart.getSeriesCollection().size());
    return chart.addSeries(name, xs, ys).setXYSeriesRenderStyle(style);
  }

  /** Sets the size of the marks that {@link #points} adds. */
  Plot markerSize(int size) {
    chart.getStyler().setMarkerSize(size);
    return this;
  }

  /** Adds text beside a place. */
  Plot text(double x, double y, double dx, double dy, Anchor anchor, String style, String text) {
    double left = frame.left()
        + (x - frame.minX())
            / (frame.maxX() - frame.minX())
            * (frame.width() - frame.left() - frame.right());
    double top = frame.height()
        - frame.bottom()
        - (y - frame.minY())
            / (frame.maxY() - frame.minY())
            * (frame.height() - frame.top() - frame.bottom());
    String classes = switch (anchor) {
      case START -> style;
      case MIDDLE -> "mid " + style;
      case END -> "end " + style;
    };
    texts.element(
        "text", text, "class", classes.strip(), "x", unit(left + dx), "y", unit(top + dy));
    return this;
  }

  private static String unit(double length) {
    return Long.toString(Math.round(length));
  }

  /** Adds a value on the x axis, with a line to read it by. */
  Plot xTick(double x, String label) {
    line(Ink.GRID, 1, x, frame.minY(), x, frame.maxY());
    return text(x, frame.minY(), 0, 17, Anchor.MIDDLE, "tick", label);
  }

  /** Adds a value on the y axis, with a line to read it by. */
  Plot yTick(double y, String label) {
    line(Ink.GRID, 1, frame.minX(), y, frame.maxX(), y);
    return text(frame.minX(), y, -7, 4, Anchor.END, "tick", label);
  }

  /** Adds the scale of a score, with lines at quarters, on the y axis. */
  Plot scoreTicksY() {
    for (int quarter = 0; quarter <= 4; quarter++) {
      yTick(quarter / 4.0, Numbers.shortScore(quarter / 4.0));
    }
    return this;
  }

  /** Adds the scale of a score, with lines at fifths, on the x axis. */
  Plot scoreTicksX() {
    for (int fifth = 0; fifth <= 5; fifth++) {
      xTick(fifth / 5.0, String.format(java.util.Locale.ROOT, "%.1f", fifth / 5.0));
    }
    return this;
  }

  /** Adds what the x axis shows, under its middle. */
  Plot xTitle(String title) {
    double middle = (frame.minX() + frame.maxX()) / 2;
    return text(middle, frame.minY(), 0, 37, Anchor.MIDDLE, "title", title);
  }

  /** Adds what the y axis shows, above it. */
  Plot yTitle(String title) {
    return text(frame.minX(), frame.maxY(), -frame.left() + 4, -12, Anchor.START, "title", title);
  }

  /**
   * Returns the SVG element.
   *
   * @param label tells in words what is seen
   */
  String svg(String label) {
    int width = chart.getWidth();
    int height = chart.getHeight();
    String marks = SvgMarks.of(graphics -> chart.paint(graphics, width, height));
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
        .open("g", "transform", "translate(" + frame.left() + " " + frame.top() + ")")
        .raw(marks)
        .close()
        .raw(texts.toString())
        .close()
        .toString();
  }
}
