package io.github.sam4j.mask;

import io.github.sam4j.image.internal.bits.PackedBits;
import io.github.sam4j.image.internal.bits.PixelRuns;
import java.util.Arrays;
import java.util.function.IntPredicate;

/** The runs of a mask, each with the number of the connected part that it belongs to. */
final class NumberedRuns {
  private final PixelRuns runs;

  /** The part of each run. */
  private final int[] numbers;

  /** Pixels of each part. */
  private final long[] sizes;

  NumberedRuns(PixelRuns runs, int[] numbers, long[] sizes) {
    this.runs = runs;
    this.numbers = numbers;
    this.sizes = sizes;
  }

  PixelRuns runs() {
    return runs;
  }

  /** The part that a run belongs to. */
  int number(int run) {
    return numbers[run];
  }

  /** Number of parts. */
  int count() {
    return sizes.length;
  }

  /** Number of pixels of a part. */
  long size(int part) {
    check(part);
    return sizes[part];
  }

  /** Returns the predicate that holds for one part. */
  IntPredicate only(int part) {
    check(part);
    return number -> number == part;
  }

  private void check(int part) {
    if (part < 0 || part >= count()) {
      throw new IndexOutOfBoundsException("component=" + part + " for count=" + count());
    }
  }

  /** Tells for each part whether the predicate holds, which is asked once for each. */
  boolean[] wanted(IntPredicate parts) {
    boolean[] wanted = new boolean[count()];
    for (int part = 0; part < wanted.length; part++) {
      wanted[part] = parts.test(part);
    }
    return wanted;
  }

  /** Number of pixels of all wanted parts. */
  long size(boolean[] wanted) {
    long size = 0;
    for (int part = 0; part < wanted.length; part++) {
      size += wanted[part] ? sizes[part] : 0;
    }
    return size;
  }

  /** Returns the wanted parts as packed rows in the layout of {@link Mask}. */
  long[] pack(boolean[] wanted) {
    int perRow = PackedBits.wordsPerRow(runs.width());
    // as many as the mask has from which the runs come, so that the product fits
    long[] words = new long[runs.height() * perRow];
    int run = 0;
    for (int row = 0; row < runs.height(); row++) {
      for (; run < runs.firstOfRow(row + 1); run++) {
        if (wanted[numbers[run]]) {
          PackedBits.fill(words, row * perRow, runs.from(run), runs.to(run));
        }
      }
    }
    return words;
  }

  /** Writes a row of labels: a part's number plus 1 where it is, 0 elsewhere. */
  void readLabels(int row, int[] into) {
    Arrays.fill(into, 0, runs.width(), 0);
    int end = runs.firstOfRow(row + 1);
    for (int run = runs.firstOfRow(row); run < end; run++) {
      Arrays.fill(into, runs.from(run), runs.to(run), numbers[run] + 1);
    }
  }
}
