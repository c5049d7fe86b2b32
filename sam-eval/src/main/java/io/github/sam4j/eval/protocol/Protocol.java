// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.protocol;

import io.github.sam4j.eval.predictor.SlicePredictor.PreparedSlice;
import io.github.sam4j.image.Spacing;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.ScoredMask;
import io.github.sam4j.metrics.selection.MaskSelection;
import io.github.sam4j.progress.Progress;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32;

/** Prompts a predictor for an object on a slice, and chooses among the answers. */
public interface Protocol {
  /**
   * Returns a short name in lower case with hyphens, such as {@code automatic} or {@code seeded};
   * protocols of one run have different names.
   */
  String name();

  /** Returns every choice of the protocol by name, in the order of a report. */
  Map<String, String> options();

  /**
   * Returns the capabilities that a slice must offer; a predictor without one of them is refused
   * before the first slice.
   */
  List<Class<? extends PreparedSlice>> needs();

  /** Returns every selection that a trial may report a choice of, in the order of a report. */
  List<Selection> selections();

  /**
   * Returns the scores that choices may have besides what follows from their pixel counts, in the
   * order of a report; none by default.
   */
  default List<ScoreKey> scores() {
    return List.of();
  }

  /** Returns the publication that describes the protocol; none by default. */
  default Optional<Citation> source() {
    return Optional.empty();
  }

  /**
   * Returns whether prompts are made from the ground truth, which reports mention; true by default
   * for protocols that need {@link PreparedSlice.Promptable} slices.
   */
  default boolean promptsFromTruth() {
    return needs().contains(PreparedSlice.Promptable.class);
  }

  /**
   * Returns whether clicks go on until an IoU is reached, so that a run counts how many it takes to
   * reach each of {@link Protocols#IOU_TARGETS}; no by default.
   */
  default boolean clicksToTarget() {
    return false;
  }

  /**
   * Describes a rule that chooses from a pool, for reports.
   *
   * @param name in capitals with underscores
   * @param usesTruth whether the choice depends on the ground truth
   * @param alwaysChooses whether something is chosen from every pool that isn't empty
   * @param standard the rule, if it is one of these under its own name
   */
  record Selection(
      String name, boolean usesTruth, boolean alwaysChooses, Optional<MaskSelection> standard) {
    /** Returns whether this is one of some rules. */
    public boolean isOneOf(Collection<MaskSelection> rules) {
      return standard.isPresent() && rules.contains(standard.get());
    }
  }

  /**
   * Describes a protocol, for reports.
   *
   * @param name of the protocol
   * @param source the publication that describes it, if there is one
   * @param promptsFromTruth whether its prompts are made from the ground truth
   * @param clicksToTarget whether it clicks until an IoU is reached
   * @param selections all selections, in the order of a report
   * @param scores that choices may have besides what follows from their pixel counts
   */
  record Description(
      String name,
      Optional<Citation> source,
      boolean promptsFromTruth,
      boolean clicksToTarget,
      List<Selection> selections,
      List<ScoreKey> scores) {
    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if two selections have one name
     */
    public Description {
      selections = List.copyOf(selections);
      scores = List.copyOf(scores);
      if (selections.stream().map(Selection::name).distinct().count() < selections.size()) {
        throw new IllegalArgumentException("selections of protocol " + name
            + " must have different names, got "
            + selections.stream().map(Selection::name).toList());
      }
    }

    /** Returns the description of a protocol. */
    public static Description of(Protocol protocol) {
      return new Description(
          protocol.name(),
          protocol.source(),
          protocol.promptsFromTruth(),
          protocol.clicksToTarget(),
          protocol.selections(),
          protocol.scores());
    }

    /** Returns a selection by its name, if the protocol has it. */
    public Optional<Selection> selection(String selection) {
      return selections.stream().filter(each -> each.name().equals(selection)).findFirst();
    }
  }

  /**
   * Evaluates one object.
   *
   * @param slice offers what the protocol {@linkplain #needs() needs}; not closed
   * @param object its truth is empty only if the run evaluates all slices
   * @param progress can cancel
   * @return the prompts and choices, in a fixed order; empty if the protocol has no prompt for this
   *     object
   */
  List<Trial> run(PreparedSlice slice, SliceObject object, Progress progress);

  /**
   * The answers to a prompt, and the choices from them.
   *
   * @param clicks number of clicks so far, where a protocol adds them one by one; else 0
   * @param prompt the prompt in readable form, such as {@code +(31, 42)} or {@code [10, 12, 40,
   *     33]}; empty for automatic masks
   * @param pool the answers to choose from
   * @param choices the choices from them
   */
  record Trial(int clicks, String prompt, List<ScoredMask> pool, List<Choice> choices) {
    /** Copies the lists. */
    public Trial {
      pool = List.copyOf(pool);
      choices = List.copyOf(choices);
    }

    /**
     * A choice from the pool.
     *
     * @param selection name of one of the {@linkplain Protocol#selections() selections} of the
     *     protocol
     * @param indices of the chosen masks in the pool, ascending; none is a miss
     * @param mask the chosen ones together; empty if there are none
     * @param scores of the mask against the truth, besides what follows from their pixel counts
     */
    public record Choice(
        String selection, List<Integer> indices, Mask mask, Map<ScoreKey, Double> scores) {
      /** Copies the collections. */
      public Choice {
        indices = List.copyOf(indices);
        scores = Map.copyOf(scores);
      }

      /** A choice without further scores. */
      public Choice(String selection, List<Integer> indices, Mask mask) {
        this(selection, indices, mask, Map.of());
      }
    }
  }

  /**
   * An object of the ground truth on one slice.
   *
   * @param caseId the volume
   * @param slice index along the slice axis, from 0
   * @param name of the object, such as {@code foreground} or the name of a label
   * @param truth its pixels on this slice
   * @param spacing of the pixels; x and y in millimetres, or 1 where that isn't known
   * @param voxels its size in the whole volume; empty for pictures
   */
  record SliceObject(
      String caseId, int slice, String name, Mask truth, Spacing spacing, OptionalLong voxels) {

    /**
     * Returns a seed that depends on nothing but the given one and this object's place, so that a
     * slice gives the same result whatever ran before it.
     */
    public long seed(long base) {
      CRC32 place = new CRC32();
      String text = String.format(Locale.ROOT, "%s/%d/%s", caseId, slice, name);
      place.update(text.getBytes(StandardCharsets.UTF_8));
      return base * 0x1_0000_0000L + place.getValue();
    }
  }
}
