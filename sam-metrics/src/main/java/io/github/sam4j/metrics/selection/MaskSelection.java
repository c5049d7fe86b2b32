// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.selection;

import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.ScoredMask;
import io.github.sam4j.metrics.IouThreshold;
import io.github.sam4j.metrics.Overlap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A rule that selects masks from a pool. Most rules use the reference: they are oracles, as in the
 * evaluation of automatic masks by arXiv 2312.12880. The union of the selected masks is scored.
 *
 * <p>IoU and Dice are compared exactly, thresholds strictly; the IoU of two empty masks counts as
 * 0. Of equally good masks the first is selected, and all of them are {@linkplain Selected#tied()
 * reported}. From an empty pool, every rule selects nothing; selecting nothing means an empty
 * prediction.
 *
 * <p>A threshold is interpreted as by {@link IouThreshold#moreThan(double)}: an IoU of exactly 3/10
 * is not above 0.3.
 *
 * <p>The name appears in reports; {@link #named} returns the rule of a name, and rules with the
 * same name are equal.
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

  /** Indices of the selected masks, and of all masks that tie with a single best one. */
  private record Choice(List<Integer> indices, List<Integer> tied) {}

  /**
   * The result of a rule.
   *
   * @param indices indices of the selected masks in the pool, ascending
   * @param tied for a rule that selects a single best mask, the indices of all equally good masks,
   *     the selected one first; otherwise empty
   * @param mask the union of the selected masks, empty if there are none
   */
  public record Selected(List<Integer> indices, List<Integer> tied, Mask mask) {
    /** Copies the lists. */
    public Selected {
      Objects.requireNonNull(mask, "mask");
      indices = List.copyOf(indices);
      tied = List.copyOf(tied);
    }

    /** Returns whether any mask was selected, regardless of its quality. */
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

  /** Returns the rule {@code ALL_UNION}, which selects every mask. */
  public static MaskSelection allUnion() {
    return new MaskSelection("ALL_UNION", Set.of(Trait.ALWAYS_CHOOSES), union(mask -> true));
  }

  /**
   * Returns the rule {@code ALL_INTERSECTING_UNION}, which selects every mask that shares a pixel
   * with the reference.
   */
  public static MaskSelection allIntersectingUnion() {
    return new MaskSelection(
        "ALL_INTERSECTING_UNION", Set.of(Trait.USES_REFERENCE), union(Candidate::touches));
  }

  /**
   * Returns the rule {@code BEST_IOU}, which selects the mask with the highest IoU, even if that is
   * 0.
   */
  public static MaskSelection bestIou() {
    return new MaskSelection(
        "BEST_IOU",
        Set.of(Trait.USES_REFERENCE, Trait.ALWAYS_CHOOSES),
        best(mask -> true, Candidate.BY_IOU));
  }

  /**
   * Returns the rule {@code BEST_DICE}, which selects the mask with the highest Dice, even if that
   * is 0. This is always the mask of {@link #bestIou()}, since Dice increases with IoU; the rule
   * exists for reports in terms of Dice.
   */
  public static MaskSelection bestDice() {
    return new MaskSelection(
        "BEST_DICE",
        Set.of(Trait.USES_REFERENCE, Trait.ALWAYS_CHOOSES),
        best(mask -> true, Candidate.BY_DICE));
  }

  /**
   * Returns the rule {@code BEST_IOU_IF_OVERLAP}, which selects the mask with the highest IoU if
   * that is above 0.
   */
  public static MaskSelection bestIouIfOverlap() {
    return new MaskSelection(
        "BEST_IOU_IF_OVERLAP",
        Set.of(Trait.USES_REFERENCE),
        best(Candidate::touches, Candidate.BY_IOU));
  }

  /**
   * Returns the rule {@code IOU_GT_025_UNION} for 0.25, which selects every mask whose IoU is above
   * the threshold.
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
   * Returns the rule {@code IOU_GT_025_BEST} for 0.25, which selects the mask with the highest IoU
   * if that is above the threshold.
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
   * Returns the rule {@code ARGMAX_PREDICTED_IOU}, which selects the mask for which the model
   * predicts the highest IoU. It does not use the reference, but {@linkplain #needsScores() needs
   * scores}.
   *
   * <p>NaN is not a score: such a mask is never selected, and nothing is selected if all scores are
   * NaN. Zeros of both signs are equal.
   */
  public static MaskSelection argmaxPredictedIou() {
    return new MaskSelection(
        "ARGMAX_PREDICTED_IOU",
        Set.of(Trait.NEEDS_SCORES, Trait.ALWAYS_CHOOSES),
        best(Candidate::hasPredictedIou, Candidate.BY_PREDICTED_IOU));
  }

  /**
   * Returns the rule {@code FIRST_CANDIDATE}, which selects the first mask of the pool. It does not
   * use the reference; for SAM's three masks of a prompt it is the non-oracle mode of arXiv
   * 2304.10517.
   */
  public static MaskSelection firstCandidate() {
    return new MaskSelection(
        "FIRST_CANDIDATE",
        Set.of(Trait.ALWAYS_CHOOSES),
        pool -> new Choice(first(indices(pool)), List.of()));
  }

  /** Returns the four selections of arXiv 2312.12880 in SAM4J's default interpretation. */
  public static List<MaskSelection> paper() {
    return List.of(allUnion(), bestIou(), iouAboveUnion(0.25), iouAboveUnion(0.5));
  }

  /** Returns all rules, those with a threshold for 0.25 and 0.5. */
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
   * Returns the rule with the given name, which may contain any threshold.
   *
   * @throws IllegalArgumentException if there is no such rule; the message lists the known names
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
      // each rule has a single name: 0250 is not an alternative to 025
      if (selection.name.equals(name)) {
        return selection;
      }
    }
    String known = all().stream().map(MaskSelection::name).collect(Collectors.joining(", "));
    throw new IllegalArgumentException("selection must be one of " + known
        + " or contain another threshold, as in IOU_GT_0125_UNION, got name=" + name);
  }

  /** Writes at least two decimals, without the point: distinct thresholds have distinct names. */
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
   * @param reference the mask of the object to find
   * @throws IllegalArgumentException if the size of a mask of the pool differs from the reference
   */
  public Selected select(Mask reference, List<? extends ScoredMask> pool) {
    List<Candidate> candidates = new ArrayList<>();
    for (ScoredMask scored : pool) {
      candidates.add(new Candidate(
          candidates.size(), Overlap.between(reference, scored.mask()), scored.predictedIou()));
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
   * @param reference the mask of the object to find
   * @throws IllegalStateException if the rule {@linkplain #needsScores() needs scores}
   * @throws IllegalArgumentException if the size of a mask of the pool differs from the reference
   */
  public Selected selectUnscored(Mask reference, List<Mask> pool) {
    if (needsScores()) {
      throw new IllegalStateException(
          name + " needs masks with a predicted IoU, got " + pool.size() + " without");
    }
    return select(reference, pool.stream().map(Unscored::new).toList());
  }

  /** Returns whether the rule requires predicted scores and so cannot select from masks alone. */
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
