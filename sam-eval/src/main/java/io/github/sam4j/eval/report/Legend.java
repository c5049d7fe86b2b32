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
    double perPixelX =
        (frame.maxX() - frame.minX()) / (frame.width() - frame.left() - frame.right());
    double perPixelY =
        (frame.maxY() - frame.minY()) / (frame.height() - frame.top() - frame.bottom());
    for (int i = 0; i < names.size(); i++) {
      int above = FIRST_LINE + (names.size() - 1 - i) * LINE_HEIGHT;
      double y = frame.maxY() + above * perPixelY;
      double x = frame.minX() + 14 * perPixelX;
      if (lined) {
        double half = 14 * perPixelX;
        plot.line(
            Ink.series(i), 2, i, new double[] {x - half, x + half}, new double[] {y, y});
      }
      plot.points(Ink.series(i), 255, i, new double[] {x}, new double[] {y});
      plot.text(x, y, 22, 4, Plot.Anchor.START, "key", Names.shortened(names.get(i), 52));
    }
  }
}
