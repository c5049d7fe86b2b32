package io.github.sam4j.metrics;

import io.github.sam4j.mask.Mask;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A rule that chooses from a pool of masks with the reference in hand: an oracle, as in the
 * evaluation of automatic masks by arXiv 2312.12880. What is chosen is scored as one mask, the
 * union.
 *
 * <p>IoU is compared exactly and strictly; of equally good masks the first is taken. From an empty
 * pool every rule chooses nothing, and nothing chosen is an empty prediction. The name appears in
 * reports.
 */
public final class MaskSelection {
  private final String name;
  private final Rule rule;

  private MaskSelection(String name, Rule rule) {
    this.name = name;
    this.rule = rule;
  }

  private interface Rule {
    /** Returns the indices of the chosen masks, given the overlap of each with the reference. */
    IntStream choose(List<Overlap> overlaps);
  }

  /**
   * What a rule chose.
   *
   * @param indices of the chosen masks in the pool, ascending
   * @param mask their union, empty if there are none
   */
  public record Selected(List<Integer> indices, Mask mask) {
    /** Copies the list. */
    public Selected {
      indices = List.copyOf(indices);
    }

    /** Returns whether anything was chosen, however bad. */
    public boolean detected() {
      return !indices.isEmpty();
    }
  }

  /** Chooses every mask. */
  public static MaskSelection allUnion() {
    return new MaskSelection("ALL_UNION", overlaps -> IntStream.range(0, overlaps.size()));
  }

  /** Chooses every mask that shares a pixel with the reference. */
  public static MaskSelection allIntersectingUnion() {
    return new MaskSelection(
        "ALL_INTERSECTING_UNION", overlaps -> where(overlaps, o -> o.truePositives() > 0));
  }

  /** Chooses the mask of the highest IoU, even if that is 0. */
  public static MaskSelection bestIou() {
    return new MaskSelection("BEST_IOU", MaskSelection::best);
  }

  /**
   * Chooses every mask whose IoU is above a threshold.
   *
   * @param threshold in {@code [0, 1)}
   */
  public static MaskSelection iouAboveUnion(double threshold) {
    return new MaskSelection(
        thresholdName(threshold, "UNION"), overlaps -> where(overlaps, o -> o.iou() > threshold));
  }

  /**
   * Chooses the mask of the highest IoU if that is above a threshold.
   *
   * @param threshold in {@code [0, 1)}
   */
  public static MaskSelection iouAboveBest(double threshold) {
    return new MaskSelection(
        thresholdName(threshold, "BEST"),
        overlaps -> best(overlaps).filter(i -> overlaps.get(i).iou() > threshold));
  }

  /** Returns the four selections of arXiv 2312.12880 in the readings that SAM4J defaults to. */
  public static List<MaskSelection> paper() {
    return List.of(allUnion(), bestIou(), iouAboveUnion(0.25), iouAboveUnion(0.5));
  }

  /** Returns every reading of the four selections. */
  public static List<MaskSelection> all() {
    return List.of(
        allUnion(),
        allIntersectingUnion(),
        bestIou(),
        iouAboveUnion(0.25),
        iouAboveBest(0.25),
        iouAboveUnion(0.5),
        iouAboveBest(0.5));
  }

  private static String thresholdName(double threshold, String suffix) {
    if (!(threshold >= 0 && threshold < 1)) {
      throw new IllegalArgumentException("threshold must be in [0, 1), got " + threshold);
    }
    return String.format(Locale.ROOT, "IOU_GT_%03d_%s", Math.round(100 * threshold), suffix);
  }

  private static IntStream where(List<Overlap> overlaps, Predicate<Overlap> condition) {
    return IntStream.range(0, overlaps.size()).filter(i -> condition.test(overlaps.get(i)));
  }

  private static IntStream best(List<Overlap> overlaps) {
    if (overlaps.isEmpty()) {
      return IntStream.empty();
    }
    int best = 0;
    for (int i = 1; i < overlaps.size(); i++) {
      if (isBetter(overlaps.get(i), overlaps.get(best))) {
        best = i;
      }
    }
    return IntStream.of(best);
  }

  /** Compares IoU as fractions, without rounding. */
  private static boolean isBetter(Overlap a, Overlap b) {
    return Math.multiplyExact(a.truePositives(), union(b))
        > Math.multiplyExact(b.truePositives(), union(a));
  }

  private static long union(Overlap o) {
    return o.truePositives() + o.falsePositives() + o.falseNegatives();
  }

  /**
   * Applies the rule.
   *
   * @param reference the object that is looked for
   * @throws IllegalArgumentException if a mask of the pool has another size than the reference
   */
  public Selected select(Mask reference, List<Mask> pool) {
    List<Overlap> overlaps =
        pool.stream().map(mask -> Overlap.between(reference, mask)).toList();
    List<Integer> indices = rule.choose(overlaps).boxed().toList();
    Mask union = Mask.empty(reference.width(), reference.height());
    for (int index : indices) {
      union = union.or(pool.get(index));
    }
    return new Selected(indices, union);
  }

  /** Returns the name for reports, such as {@code IOU_GT_025_UNION}. */
  public String name() {
    return name;
  }

  @Override
  public String toString() {
    return name;
  }
}
