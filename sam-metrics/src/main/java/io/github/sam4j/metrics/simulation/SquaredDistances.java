package io.github.sam4j.metrics.simulation;

import io.github.sam4j.mask.Box;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.prompt.PromptPoint;
import java.util.ArrayList;
import java.util.List;

/**
 * Squared distances of the pixels of a mask to the nearest pixel that isn't set, in integers and in
 * linear time.
 *
 * <p>Columns first: runs of set pixels give the distance along the column. Then rows: each pixel of
 * a row is the foot of a parabola as high as that distance squared, and the lower envelope of the
 * row's parabolas is what is looked for (Meijster, Roerdink and Hesselink, A general algorithm for
 * computing distance transforms in linear time, 2000). Only the box around the mask is looked at:
 * all around it nothing is set, be it inside the image or not.
 */
final class SquaredDistances {
  private final Box box;

  /** Row by row within the box, 0 where the mask isn't set. */
  private final int[] squares;

  private SquaredDistances(Box box, int[] squares) {
    this.box = box;
    this.squares = squares;
  }

  static SquaredDistances of(Mask mask) {
    return mask.box()
        .map(box -> new SquaredDistances(box, alongRows(alongColumns(mask, box), box.width())))
        .orElseGet(() -> new SquaredDistances(new Box(0, 0, 0, 0), new int[1]));
  }

  /** Distances to the nearest unset pixel of the same column. */
  private static int[] alongColumns(Mask mask, Box box) {
    int width = box.width();
    int[] distances = new int[Math.multiplyExact(width, box.height())];
    for (int x = 0; x < width; x++) {
      int run = 0;
      for (int y = 0; y < box.height(); y++) {
        run = mask.get(box.x0() + x, box.y0() + y) ? run + 1 : 0;
        distances[y * width + x] = run;
      }
      run = 0;
      for (int y = box.height() - 1; y >= 0; y--) {
        int i = y * width + x;
        run = distances[i] == 0 ? 0 : run + 1;
        distances[i] = Math.min(distances[i], run);
      }
    }
    return distances;
  }

  private static int[] alongRows(int[] columns, int width) {
    int[] squares = new int[columns.length];
    Envelope envelope = new Envelope(width);
    for (int row = 0; row < columns.length; row += width) {
      envelope.lower(columns, squares, row);
    }
    return squares;
  }

  /** The lower envelope of a row's parabolas, with one of height 0 on either side of the row. */
  private static final class Envelope {
    private final int width;
    private final long[] heights;

    /** Feet of the parabolas on the envelope, and from where on each is the lowest. */
    private final int[] feet;

    private final int[] starts;

    Envelope(int width) {
      this.width = width;
      this.heights = new long[width + 2];
      this.feet = new int[width + 2];
      this.starts = new int[width + 2];
    }

    void lower(int[] columns, int[] squares, int row) {
      for (int x = 0; x < width; x++) {
        heights[x + 1] = (long) columns[row + x] * columns[row + x];
      }
      int last = 0; // of the envelope, which begins with the parabola left of the row
      for (int foot = 1; foot < width + 2; foot++) {
        while (value(feet[last], starts[last]) > value(foot, starts[last])) {
          last--;
        }
        long start = 1 + crossing(feet[last], foot);
        if (start < width + 2) {
          last++;
          feet[last] = foot;
          starts[last] = (int) start;
        }
      }
      for (int x = width; x >= 1; x--) {
        while (starts[last] > x) {
          last--;
        }
        squares[row + x - 1] = (int) value(feet[last], x);
      }
    }

    private long value(int foot, int x) {
      long away = (long) x - foot;
      return away * away + heights[foot];
    }

    /** Returns the last place where the left parabola isn't above the right one. */
    private long crossing(int left, int right) {
      long rise = (long) right * right - (long) left * left + heights[right] - heights[left];
      return Math.floorDiv(rise, 2L * (right - left));
    }
  }

  int at(int x, int y) {
    boolean inside = x >= box.x0() && x <= box.x1() && y >= box.y0() && y <= box.y1();
    return inside ? squares[(y - box.y0()) * box.width() + x - box.x0()] : 0;
  }

  /** Returns the largest value in a part of the mask, 0 if that has no pixel. */
  int maximum(Mask within) {
    int maximum = 0;
    for (int y = box.y0(); y <= box.y1(); y++) {
      for (int x = box.x0(); x <= box.x1(); x++) {
        int square = at(x, y);
        if (square > maximum && within.get(x, y)) {
          maximum = square;
        }
      }
    }
    return maximum;
  }

  /** Returns the pixels of that value in a part of the mask, in reading order. */
  List<PromptPoint> places(int square, Mask within, boolean foreground) {
    List<PromptPoint> places = new ArrayList<>();
    for (int y = box.y0(); y <= box.y1(); y++) {
      for (int x = box.x0(); x <= box.x1(); x++) {
        if (at(x, y) == square && within.get(x, y)) {
          places.add(new PromptPoint(x, y, foreground));
        }
      }
    }
    return places;
  }
}
