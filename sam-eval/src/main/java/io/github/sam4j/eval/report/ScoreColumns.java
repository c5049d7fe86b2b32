package io.github.sam4j.eval.report;

import io.github.sam4j.eval.result.SliceId;
import io.github.sam4j.eval.result.SliceScore;
import io.github.sam4j.metrics.Overlap;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The scores of one protocol and selection on the slices that show the object, as columns of
 * numbers: a run may have a million of them.
 */
final class ScoreColumns {
  private static final int COUNTS = 3;

  private final Compared compared;
  private final List<SliceId> slices;
  private int size;
  private int[] sliceIndices = new int[16];
  private long[] counts = new long[COUNTS * 16];
  private boolean[] detected = new boolean[16];

  /**
   * Starts without scores.
   *
   * @param slices of the task; grows while scores are added
   */
  ScoreColumns(Compared compared, List<SliceId> slices) {
    this.compared = compared;
    this.slices = slices;
  }

  /** Adds a score of the task's last slice, unless the object isn't there. */
  void add(SliceScore score) {
    Overlap overlap = score.overlap();
    if (overlap.referenceCount() == 0) {
      return;
    }
    if (size == detected.length) {
      sliceIndices = Arrays.copyOf(sliceIndices, 2 * size);
      counts = Arrays.copyOf(counts, COUNTS * 2 * size);
      detected = Arrays.copyOf(detected, 2 * size);
    }
    sliceIndices[size] = slices.size() - 1;
    counts[COUNTS * size] = overlap.truePositives();
    counts[COUNTS * size + 1] = overlap.falsePositives();
    counts[COUNTS * size + 2] = overlap.falseNegatives();
    detected[size] = score.detected();
    size++;
  }

  /** Returns what the scores are of. */
  Compared compared() {
    return compared;
  }

  /** Number of slices that show the object. */
  int size() {
    return size;
  }

  /** Returns the slice of a score. */
  SliceId slice(int index) {
    return slices.get(sliceIndices[index]);
  }

  /** Returns the Dice coefficient of a score, in {@code [0, 1]}. */
  double dice(int index) {
    int at = COUNTS * index;
    return new Overlap(counts[at], counts[at + 1], counts[at + 2], 0).dice();
  }

  /** Returns the number of pixels of the object on the slice of a score, at least 1. */
  long objectPixels(int index) {
    return counts[COUNTS * index] + counts[COUNTS * index + 2];
  }

  /** Returns whether anything was chosen. */
  boolean detected(int index) {
    return detected[index];
  }

  /** Returns all Dice coefficients. */
  double[] dice() {
    return IntStream.range(0, size).mapToDouble(this::dice).toArray();
  }

  /** Returns the share of slices where something was chosen; NaN if that is so by definition. */
  double detectedFraction() {
    int count = (int) IntStream.range(0, size).filter(this::detected).count();
    return Selections.detected(compared.selection(), count, size);
  }
}
