package io.github.sam4j.metrics.selection;

import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.ScoredMask;
import io.github.sam4j.metrics.IouThreshold;
import io.github.sam4j.metrics.Overlap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A rule that chooses from a pool of masks, most of them with the reference in hand: an oracle, as
 * in the evaluation of automatic masks by arXiv 2312.12880. What is chosen is scored as one mask,
 * the union.
 *
 * <p>IoU and Dice are compared exactly and thresholds strictly; the IoU of two empty masks counts
 * as 0. Of equally good masks the first is taken, and all are {@linkplain Selected#tied() told}.
 * From an empty pool every rule chooses nothing, and nothing chosen is an empty prediction.
 *
 * <p>A threshold is taken as {@link IouThreshold#moreThan(double)} does: an IoU of exactly 3/10 is
 * not above 0.3.
 *
 * <p>The name appears in reports, {@link #named} finds the rule again, and rules of the same name
 * are equal.
 */
public final class MaskSelection {
  private static final Pattern THRESHOLD_NAME = Pattern.compile("IOU_GT_0(\\d+)_(UNION|BEST)");

  private final String name;
  private final Set<Trait> traits;
  private final Rule rule;

  private MaskSelection(String name, Set<Trait> traits, Rule rule) {
    this.name = name;
    this.traits = traits;
    this.rule = rule;
  }

  private enum Trait {
    NEEDS_SCORES,
    USES_REFERENCE,
    ALWAYS_CHOOSES
  }

  private interface Rule {
    Choice choose(List<Candidate> pool);
  }

  /** Indices of what was chosen, and of what a single best one shares its value with. */
  private record Choice(List<Integer> indices, List<Integer> tied) {}

  /**
   * What a rule chose.
   *
   * @param indices of the chosen masks in the pool, ascending
   * @param tied where the rule takes the best mask of several: the indices of all that are as good
   *     as the chosen one, which comes first; else empty
   * @param mask the union of the chosen masks, empty if there are none
   */
  public record Selected(List<Integer> indices, List<Integer> tied, Mask mask) {
    /** Copies the lists. */
    public Selected {
      indices = List.copyOf(indices);
      tied = List.copyOf(tied);
    }

    /** Returns whether anything was chosen, however bad. */
    public boolean detected() {
      return !indices.isEmpty();
    }
  }

  /** An element of a pool without scores. */
  private record Unscored(Mask mask) implements ScoredMask {
    @Override
    public float predictedIou() {
      return Float.NaN;
    }
  }

  /** {@code ALL_UNION}: chooses every mask. */
  public static MaskSelection allUnion() {
    return new MaskSelection("ALL_UNION", Set.of(Trait.ALWAYS_CHOOSES), union(mask -> true));
  }

  /** {@code ALL_INTERSECTING_UNION}: chooses every mask that shares a pixel with the reference. */
  public static MaskSelection allIntersectingUnion() {
    return new MaskSelection(
        "ALL_INTERSECTING_UNION", Set.of(Trait.USES_REFERENCE), union(Candidate::touches));
  }

  /** {@code BEST_IOU}: chooses the mask of the highest IoU, even if that is 0. */
  public static MaskSelection bestIou() {
    return new MaskSelection(
        "BEST_IOU",
        Set.of(Trait.USES_REFERENCE, Trait.ALWAYS_CHOOSES),
        best(mask -> true, Candidate.BY_IOU));
  }

  /**
   * {@code BEST_DICE}: chooses the mask of the highest Dice, even if that is 0. Always the same one
   * as {@link #bestIou()}, since Dice grows with IoU; it exists for reports that name Dice.
   */
  public static MaskSelection bestDice() {
    return new MaskSelection(
        "BEST_DICE",
        Set.of(Trait.USES_REFERENCE, Trait.ALWAYS_CHOOSES),
        best(mask -> true, Candidate.BY_DICE));
  }

  /** {@code BEST_IOU_IF_OVERLAP}: chooses the mask of the highest IoU if that is above 0. */
  public static MaskSelection bestIouIfOverlap() {
    return new MaskSelection(
        "BEST_IOU_IF_OVERLAP",
        Set.of(Trait.USES_REFERENCE),
        best(Candidate::touches, Candidate.BY_IOU));
  }

  /**
   * {@code IOU_GT_025_UNION} for 0.25: chooses every mask whose IoU is above a threshold.
   *
   * @param threshold in {@code [0, 1)}
   */
  public static MaskSelection iouAboveUnion(double threshold) {
    IouThreshold exact = IouThreshold.moreThan(threshold);
    return new MaskSelection(
        thresholdName(exact, "UNION"),
        Set.of(Trait.USES_REFERENCE),
        union(mask -> exact.accepts(mask.overlap())));
  }

  /**
   * {@code IOU_GT_025_BEST} for 0.25: chooses the mask of the highest IoU if that is above a
   * threshold.
   *
   * @param threshold in {@code [0, 1)}
   */
  public static MaskSelection iouAboveBest(double threshold) {
    IouThreshold exact = IouThreshold.moreThan(threshold);
    return new MaskSelection(
        thresholdName(exact, "BEST"),
        Set.of(Trait.USES_REFERENCE),
        best(mask -> exact.accepts(mask.overlap()), Candidate.BY_IOU));
  }

  /**
   * {@code ARGMAX_PREDICTED_IOU}: chooses the mask that the model itself predicts the highest IoU
   * for. It doesn't look at the reference, but {@linkplain #needsScores() needs scores}.
   *
   * <p>NaN is no score: such a mask is never chosen, and nothing is chosen where all are NaN. Zeros
   * of both signs are equal.
   */
  public static MaskSelection argmaxPredictedIou() {
    return new MaskSelection(
        "ARGMAX_PREDICTED_IOU",
        Set.of(Trait.NEEDS_SCORES, Trait.ALWAYS_CHOOSES),
        best(Candidate::hasPredictedIou, Candidate.BY_PREDICTED_IOU));
  }

  /**
   * {@code FIRST_CANDIDATE}: chooses the first mask of the pool. It doesn't look at the reference;
   * on SAM's three masks for a prompt it is the non-oracle mode of arXiv 2304.10517.
   */
  public static MaskSelection firstCandidate() {
    return new MaskSelection(
        "FIRST_CANDIDATE",
        Set.of(Trait.ALWAYS_CHOOSES),
        pool -> new Choice(first(indices(pool)), List.of()));
  }

  /** Returns the four selections of arXiv 2312.12880 in the readings that SAM4J defaults to. */
  public static List<MaskSelection> paper() {
    return List.of(allUnion(), bestIou(), iouAboveUnion(0.25), iouAboveUnion(0.5));
  }

  /** Returns every rule, those with a threshold for 0.25 and 0.5. */
  public static List<MaskSelection> all() {
    return List.of(
        allUnion(),
        allIntersectingUnion(),
        bestIou(),
        bestDice(),
        bestIouIfOverlap(),
        iouAboveUnion(0.25),
        iouAboveBest(0.25),
        iouAboveUnion(0.5),
        iouAboveBest(0.5),
        argmaxPredictedIou(),
        firstCandidate());
  }

  /**
   * Returns the rule that prints the given name; those with a threshold may have any.
   *
   * @throws IllegalArgumentException if there is none; the message lists the known ones
   */
  public static MaskSelection named(String name) {
    for (MaskSelection selection : all()) {
      if (selection.name.equals(name)) {
        return selection;
      }
    }
    Matcher matcher = THRESHOLD_NAME.matcher(name);
    if (matcher.matches()) {
      double threshold = Double.parseDouble("0." + matcher.group(1));
      MaskSelection selection =
          matcher.group(2).equals("BEST") ? iouAboveBest(threshold) : iouAboveUnion(threshold);
      // one rule, one name: 0250 is not another way to write 025
      if (selection.name.equals(name)) {
        return selection;
      }
    }
    String known = all().stream().map(MaskSelection::name).collect(Collectors.joining(", "));
    throw new IllegalArgumentException("selection must be one of " + known
        + " or have another threshold as IOU_GT_0125_UNION has, got name=" + name);
  }

  /** The decimals behind a zero, two at least: different thresholds have different names. */
  private static String thresholdName(IouThreshold threshold, String suffix) {
    String digits = threshold.fraction().replace(".", "");
    return "IOU_GT_" + digits + "0".repeat(Math.max(0, 3 - digits.length())) + "_" + suffix;
  }

  private static Rule union(Predicate<Candidate> condition) {
    return pool -> new Choice(indices(pool.stream().filter(condition).toList()), List.of());
  }

  private static Rule best(Predicate<Candidate> condition, Comparator<Candidate> order) {
    return pool -> {
      List<Candidate> eligible = pool.stream().filter(condition).toList();
      List<Integer> tied = eligible.stream()
          .max(order)
          .map(best -> indices(
              eligible.stream().filter(other -> order.compare(other, best) == 0).toList()))
          .orElse(List.of());
      return new Choice(first(tied), tied);
    };
  }

  private static List<Integer> indices(List<Candidate> candidates) {
    return candidates.stream().map(Candidate::index).toList();
  }

  private static List<Integer> first(List<Integer> indices) {
    return indices.subList(0, Math.min(1, indices.size()));
  }

  /**
   * Applies the rule.
   *
   * @param reference the object that is looked for
   * @throws IllegalArgumentException if a mask of the pool has another size than the reference
   */
  public Selected select(Mask reference, List<? extends ScoredMask> pool) {
    List<Candidate> candidates = new ArrayList<>();
    for (ScoredMask one : pool) {
      candidates.add(new Candidate(
          candidates.size(), Overlap.between(reference, one.mask()), one.predictedIou()));
    }
    Choice choice = rule.choose(candidates);
    Mask union = Mask.empty(reference.width(), reference.height());
    for (int index : choice.indices()) {
      union = union.or(pool.get(index).mask());
    }
    return new Selected(choice.indices(), choice.tied(), union);
  }

  /**
   * Applies the rule to masks without scores.
   *
   * @param reference the object that is looked for
   * @throws IllegalStateException if the rule {@linkplain #needsScores() needs scores}
   * @throws IllegalArgumentException if a mask of the pool has another size than the reference
   */
  public Selected selectUnscored(Mask reference, List<Mask> pool) {
    if (needsScores()) {
      throw new IllegalStateException(
          name + " needs masks with a predicted IoU, got " + pool.size() + " without");
    }
    return select(reference, pool.stream().map(Unscored::new).toList());
  }

  /** Returns whether the rule asks for predicted scores and so can't choose from masks alone. */
  public boolean needsScores() {
    return traits.contains(Trait.NEEDS_SCORES);
  }

  /** Returns whether the rule is an oracle: what it chooses depends on the reference. */
  public boolean usesReference() {
    return traits.contains(Trait.USES_REFERENCE);
  }

  /**
   * Returns whether the rule chooses something from every pool that isn't empty, provided that its
   * masks have the scores that the rule {@linkplain #needsScores() needs}.
   */
  public boolean alwaysChooses() {
    return traits.contains(Trait.ALWAYS_CHOOSES);
  }

  /** Returns the name for reports, such as {@code IOU_GT_025_UNION}. */
  public String name() {
    return name;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof MaskSelection other && name.equals(other.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
