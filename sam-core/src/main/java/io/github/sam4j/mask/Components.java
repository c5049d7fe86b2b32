package io.github.sam4j.mask;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/**
 * The connected parts of a mask, numbered from 0 in reading order of their first pixels: row by row
 * from the top, each row from the left. Immutable.
 *
 * <p>Runs of pixels, not pixels, are joined: each run with the runs of the row above that it
 * touches, in a forest whose roots are the first runs. The cost grows with the packed words of the
 * mask and with its runs.
 */
public final class Components {
  private final PixelRuns runs;

  /** The component of each run. */
  private final int[] labels;

  private final long[] areas;

  private Components(PixelRuns runs, int[] labels, long[] areas) {
    this.runs = runs;
    this.labels = labels;
    this.areas = areas;
  }

  /** Returns the parts whose pixels are connected by their edges. */
  public static Components fourConnected(Mask mask) {
    return of(PixelRuns.of(mask), 0);
  }

  /** Returns the parts whose pixels are connected by their edges or corners. */
  public static Components eightConnected(Mask mask) {
    return of(PixelRuns.of(mask), 1);
  }

  /** Joins runs that overlap by a column, or miss that by less than {@code reach} columns. */
  private static Components of(PixelRuns runs, int reach) {
    int[] parents = new int[runs.count()];
    Arrays.setAll(parents, run -> run);
    for (int y = 1; y < runs.height(); y++) {
      int upper = runs.firstOfRow(y - 1);
      int upperEnd = runs.firstOfRow(y);
      int lower = upperEnd;
      int lowerEnd = runs.firstOfRow(y + 1);
      while (upper < upperEnd && lower < lowerEnd) {
        if (runs.from(upper) < runs.to(lower) + reach
            && runs.from(lower) < runs.to(upper) + reach) {
          join(parents, upper, lower);
        }
        if (runs.to(upper) < runs.to(lower)) {
          upper++;
        } else {
          lower++;
        }
      }
    }
    return label(runs, parents);
  }

  private static void join(int[] parents, int a, int b) {
    int rootA = root(parents, a);
    int rootB = root(parents, b);
    // the first run stays the root: components come out in reading order
    parents[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
  }

  private static int root(int[] parents, int run) {
    int i = run;
    while (parents[i] != i) {
      parents[i] = parents[parents[i]];
      i = parents[i];
    }
    return i;
  }

  private static Components label(PixelRuns runs, int[] parents) {
    int[] labels = new int[parents.length];
    long[] areas = new long[parents.length];
    int count = 0;
    for (int run = 0; run < parents.length; run++) {
      // a parent comes before its children and has its label already
      int label = parents[run] == run ? count++ : labels[parents[run]];
      labels[run] = label;
      areas[label] += runs.to(run) - runs.from(run);
    }
    return new Components(runs, labels, Arrays.copyOf(areas, count));
  }

  /** Returns the number of components, 0 for an empty mask. */
  public int count() {
    return areas.length;
  }

  /**
   * Returns the number of pixels of a component.
   *
   * @throws IndexOutOfBoundsException outside {@code [0, count)}
   */
  public long area(int component) {
    return areas[component];
  }

  /**
   * Returns one component as a mask of the original size.
   *
   * @throws IndexOutOfBoundsException outside {@code [0, count)}
   */
  public Mask mask(int component) {
    if (component < 0 || component >= count()) {
      throw new IndexOutOfBoundsException("component=" + component + " for count=" + count());
    }
    return mask(label -> label == component);
  }

  /** Returns all components for whose number the predicate holds, in one mask of that size. */
  public Mask mask(IntPredicate components) {
    boolean[] wanted = new boolean[count()];
    long area = 0;
    for (int label = 0; label < wanted.length; label++) {
      wanted[label] = components.test(label);
      area += wanted[label] ? areas[label] : 0;
    }
    int perRow = Mask.wordsPerRow(runs.width());
    long[] words = new long[Mask.checkedWords(runs.width(), runs.height())];
    int run = 0;
    for (int y = 0; y < runs.height(); y++) {
      for (; run < runs.firstOfRow(y + 1); run++) {
        if (wanted[labels[run]]) {
          Mask.fill(words, y * perRow, runs.from(run), runs.to(run));
        }
      }
    }
    return Mask.wrap(runs.width(), runs.height(), words, area);
  }

  /**
   * Returns the component that comes first where the mask is read in blocks of 2 × 2 pixels, row by
   * row from the top, each row from the left: the number of a component is that of its first pixel
   * instead. Of two in one block, which only four-connected ones can be, the lower number is first.
   *
   * @param components which ones count
   * @return empty if the predicate holds for none
   */
  public OptionalInt firstInBlocks(IntPredicate components) {
    for (int y = 0; y < runs.height(); y += 2) {
      int first = -1;
      int firstBlock = Integer.MAX_VALUE;
      int end = runs.firstOfRow(Math.min(y + 2, runs.height()));
      for (int run = runs.firstOfRow(y); run < end; run++) {
        int block = runs.from(run) / 2;
        boolean before = block < firstBlock || (block == firstBlock && labels[run] < labels[first]);
        if (before && components.test(labels[run])) {
          first = labels[run];
          firstBlock = block;
        }
      }
      if (first >= 0) {
        return OptionalInt.of(first);
      }
    }
    return OptionalInt.empty();
  }

  @Override
  public String toString() {
    return "Components[" + runs.width() + "x" + runs.height() + ", count=" + count() + "]";
  }
}
