// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.protocol;

import io.github.sam4j.eval.predictor.SlicePredictor.PreparedSlice;
import io.github.sam4j.mask.ScoredMask;
import io.github.sam4j.metrics.selection.MaskSelection;
import io.github.sam4j.progress.Progress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The standard mode of arXiv 2312.12880: automatic masks of the whole slice, from which rules
 * choose, most of them with the truth. The settings of the masks are the predictor's.
 *
 * @param rules the rules, each scored for itself
 */
public record AutomaticProtocol(List<SelectionRule> rules) implements Protocol {
  /** Name of the protocol. */
  public static final String NAME = "automatic";

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if there are no rules, or two of one name
   */
  public AutomaticProtocol {
    rules = List.copyOf(rules);
    if (rules.isEmpty()) {
      throw new IllegalArgumentException("automatic masks need at least one rule, got none");
    }
    if (rules.stream().map(SelectionRule::name).distinct().count() < rules.size()) {
      throw new IllegalArgumentException("rules must have different names, got " + rules);
    }
  }

  /** Returns the protocol with the given selections. */
  public static AutomaticProtocol of(List<MaskSelection> selections) {
    return new AutomaticProtocol(selections.stream().map(SelectionRule::of).toList());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, String> options() {
    return Map.of("selections", PoolRules.names(rules));
  }

  @Override
  public List<Class<? extends PreparedSlice>> needs() {
    return List.of(PreparedSlice.Automatic.class);
  }

  @Override
  public List<Selection> selections() {
    return PoolRules.selections(rules);
  }

  @Override
  public Optional<Citation> source() {
    return Optional.of(Citation.SAM_ON_RADIOLOGY);
  }

  @Override
  public List<Trial> run(PreparedSlice slice, SliceObject object, Progress progress) {
    List<ScoredMask> pool = slice.as(PreparedSlice.Automatic.class).automatic(progress);
    return List.of(new Trial(0, "", pool, PoolRules.choose(rules, object.truth(), pool)));
  }
}
