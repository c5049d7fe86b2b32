// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.protocol;

import io.github.sam4j.eval.predictor.SlicePredictor.PreparedSlice;
import java.util.List;

/** A protocol that prompts, and chooses among the answers by fixed rules. */
interface PromptedProtocol extends Protocol {
  /** Returns the rules of all selections, in the order of a report. */
  List<SelectionRule> rules();

  @Override
  default List<Class<? extends PreparedSlice>> needs() {
    return List.of(PreparedSlice.Promptable.class);
  }

  @Override
  default List<Selection> selections() {
    return PoolRules.selections(rules());
  }
}
