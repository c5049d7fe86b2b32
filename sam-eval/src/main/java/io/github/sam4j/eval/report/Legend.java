package io.github.sam4j.eval.report;

import java.util.List;

/** Names above a plot, each with its mark: things compared differ by more than their colour. */
final class Legend {
  private static final int LINE_HEIGHT = 18;
  private static final int FIRST_LINE = 32;

  private Legend() {}

  /** Returns the height that so many names need above a plot, the title of its y axis included. */
  static int height(int names) {
    return FIRST_LINE + names * LINE_HEIGHT - 4;
  }

  /**
   * Adds names to a plot.
   *
   * @param lined whether the things are drawn as lines
   */
  static void addTo(Plot plot, Plot.Frame frame, List<String> names, boolean lined) {
    addTo(plot, frame, names, lined, List.of());
  }

  /**
   * Adds names to a plot, and below them names of curves from elsewhere, drawn as muted lines with
   * the dashes of 1, 2 and so on.
   *
   * @param lined whether the things are drawn as lines
   */
  static void addTo(
      Plot plot, Plot.Frame frame, List<String> names, boolean lined, List<String> elsewhere) {
    double perPixelX =
        (frame.maxX() - frame.minX()) / (frame.width() - frame.left() - frame.right());
    double perPixelY =
        (frame.maxY() - frame.minY()) / (frame.height() - frame.top() - frame.bottom());
    int lines = names.size() + elsewhere.size();
    for (int i = 0; i < lines; i++) {
      int above = FIRST_LINE + (lines - 1 - i) * LINE_HEIGHT;
      double y = frame.maxY() + above * perPixelY;
      double x = frame.minX() + 14 * perPixelX;
      double half = 14 * perPixelX;
      double[] xs = {x - half, x + half};
      double[] ys = {y, y};
      boolean own = i < names.size();
      if (!own) {
        plot.line(Ink.MUTED, 1.4, i - names.size() + 1, xs, ys);
      } else if (lined) {
        plot.line(Ink.series(i), 2, i, xs, ys);
      }
      if (own) {
        plot.points(Ink.series(i), 255, i, new double[] {x}, new double[] {y});
      }
      String name = own ? names.get(i) : elsewhere.get(i - names.size());
      plot.text(x, y, 22, 4, Plot.Anchor.START, "key", Names.shortened(name, 60));
    }
  }
}
