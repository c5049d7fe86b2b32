// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics;

import io.github.sam4j.mask.LabelGrid;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The overlaps between the labels of a reference and those of a prediction, counted for all labels
 * in one pass over both grids. Immutable.
 *
 * <p>Labels above 0 are objects; 0 and negative labels are background. Runs of equal pairs along a
 * row are counted together.
 */
public final class LabelOverlaps {
  private final PairCounts counts;
  private final long total;
  private final SortedMap<Integer, Long> referenceSizes = new TreeMap<>();
  private final SortedMap<Integer, Long> predictionSizes = new TreeMap<>();
  private final List<Pair> pairs;

  private LabelOverlaps(PairCounts counts, long total) {
    this.counts = counts;
    this.total = total;
    List<Pair> found = new ArrayList<>();
    counts.forEach((reference, prediction, points) -> {
      if (reference > 0) {
        referenceSizes.merge(reference, points, Long::sum);
      }
      if (prediction > 0) {
        predictionSizes.merge(prediction, points, Long::sum);
      }
      if (reference > 0 && prediction > 0) {
        found.add(new Pair(reference, prediction, points));
      }
    });
    found.sort(Comparator.comparingInt(Pair::reference).thenComparingInt(Pair::prediction));
    pairs = List.copyOf(found);
  }

  /**
   * Two labels that share grid points.
   *
   * @param reference label in the reference
   * @param prediction label in the prediction
   * @param intersection number of shared grid points, at least 1
   */
  public record Pair(int reference, int prediction, long intersection) {}

  /**
   * Counts every pair of labels.
   *
   * @throws IllegalArgumentException if the sizes of the grids differ
   */
  public static LabelOverlaps between(LabelGrid reference, LabelGrid prediction) {
    LabelGrid.checkSameSize(reference, prediction);
    int width = reference.width();
    int[] referenceRow = new int[width];
    int[] predictionRow = new int[width];
    PairCounts counts = new PairCounts();
    for (int z = 0; z < reference.depth(); z++) {
      for (int y = 0; y < reference.height(); y++) {
        reference.readRow(y, z, referenceRow);
        prediction.readRow(y, z, predictionRow);
        count(referenceRow, predictionRow, counts);
      }
    }
    return new LabelOverlaps(counts, (long) width * reference.height() * reference.depth());
  }

  private static void count(int[] reference, int[] prediction, PairCounts counts) {
    int from = 0;
    while (from < reference.length) {
      int to = from + 1;
      while (to < reference.length
          && reference[to] == reference[from]
          && prediction[to] == prediction[from]) {
        to++;
      }
      counts.add(Math.max(0, reference[from]), Math.max(0, prediction[from]), to - from);
      from = to;
    }
  }

  /** Returns the labels of the reference's objects, ascending. */
  public List<Integer> referenceLabels() {
    return List.copyOf(referenceSizes.keySet());
  }

  /** Returns the labels of the prediction's objects, ascending. */
  public List<Integer> predictionLabels() {
    return List.copyOf(predictionSizes.keySet());
  }

  /**
   * Returns all pairs of labels that share points, ordered by reference label, then by prediction
   * label.
   */
  public List<Pair> pairs() {
    return pairs;
  }

  /**
   * Returns the number of points of a label in the reference, 0 if it does not occur.
   *
   * @throws IllegalArgumentException if the label is not above 0
   */
  public long referenceSize(int label) {
    return referenceSizes.getOrDefault(checked(label), 0L);
  }

  /**
   * Returns the number of points of a label in the prediction, 0 if it does not occur.
   *
   * @throws IllegalArgumentException if the label is not above 0
   */
  public long predictionSize(int label) {
    return predictionSizes.getOrDefault(checked(label), 0L);
  }

  /**
   * Returns the number of points that two labels share, 0 if either does not occur.
   *
   * @throws IllegalArgumentException if a label is not above 0
   */
  public long intersection(int referenceLabel, int predictionLabel) {
    return counts.get(checked(referenceLabel), checked(predictionLabel));
  }

  /**
   * Returns the overlap of the masks of one label in both grids, all other labels being background.
   * For a label that occurs in neither grid, all points are true negatives.
   *
   * @throws IllegalArgumentException if the label is not above 0
   */
  public Overlap overlap(int label) {
    return Overlap.of(
        referenceSize(label), predictionSize(label), intersection(label, label), total);
  }

  /** Returns the overlap of the union of all objects, regardless of their labels. */
  public Overlap foreground() {
    return Overlap.of(
        sum(referenceSizes),
        sum(predictionSizes),
        pairs.stream().mapToLong(Pair::intersection).sum(),
        total);
  }

  /** Returns the number of points of each grid. */
  public long total() {
    return total;
  }

  private static long sum(Map<Integer, Long> sizes) {
    return sizes.values().stream().mapToLong(size -> size).sum();
  }

  private static int checked(int label) {
    if (label <= 0) {
      throw new IllegalArgumentException("label of an object must be above 0, got label=" + label);
    }
    return label;
  }

  @Override
  public String toString() {
    return "LabelOverlaps[references=" + referenceSizes.size() + ", predictions="
        + predictionSizes.size() + ", pairs=" + pairs.size() + "]";
  }
}
