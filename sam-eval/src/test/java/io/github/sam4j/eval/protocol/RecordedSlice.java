// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.protocol;

import io.github.sam4j.eval.predictor.SlicePredictor.PreparedSlice;
import io.github.sam4j.mask.ScoredMask;
import io.github.sam4j.prompt.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Answers prompts by a function and keeps them. */
final class RecordedSlice implements PreparedSlice.Promptable {
  private final Function<Prompt, List<ScoredMask>> answers;
  private final List<List<Prompt>> calls = new ArrayList<>();

  RecordedSlice(Function<Prompt, List<ScoredMask>> answers) {
    this.answers = answers;
  }

  /** Returns the prompts of each call. */
  List<List<Prompt>> calls() {
    return List.copyOf(calls);
  }

  /** Returns the prompts of all calls. */
  List<Prompt> prompts() {
    return calls.stream().flatMap(List::stream).toList();
  }

  @Override
  public List<List<ScoredMask>> predict(List<Prompt> prompts) {
    calls.add(List.copyOf(prompts));
    return prompts.stream().map(answers).toList();
  }

  @Override
  public void close() {}
}
