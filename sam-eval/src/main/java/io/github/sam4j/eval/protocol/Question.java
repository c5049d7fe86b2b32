// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.protocol;

import io.github.sam4j.eval.predictor.SlicePredictor.PreparedSlice;
import io.github.sam4j.mask.ScoredMask;
import io.github.sam4j.progress.Progress;
import io.github.sam4j.prompt.Prompt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A prompt and its text in a report.
 *
 * @param text exact: prompts of the same text are the same
 */
record Question(String text, Prompt prompt) {
  private static final int MULTIMASK_OUTPUTS = 3;

  /** Returns a prompt of points for one mask, such as {@code +(31, 42) -(5, 7)}. */
  static Question points(List<Prompt.Point> points) {
    String text = points.stream().map(Question::text).collect(Collectors.joining(" "));
    return new Question(text, Prompt.points(points));
  }

  /** Returns a prompt of a box for one mask, such as {@code [10, 12, 40, 33]}. */
  static Question box(Prompt.Box box) {
    String text = "[" + text(box.x0()) + ", " + text(box.y0()) + ", " + text(box.x1()) + ", "
        + text(box.y1()) + "]";
    return new Question(text, Prompt.box(box));
  }

  /** Returns the same prompt for three masks. */
  Question multimask() {
    return new Question(text, prompt.multimask());
  }

  private static String text(Prompt.Point point) {
    return (point.foreground() ? "+" : "-") + "(" + text(point.x()) + ", " + text(point.y()) + ")";
  }

  private static String text(double coordinate) {
    return coordinate == Math.rint(coordinate)
        ? Long.toString((long) coordinate)
        : Double.toString(coordinate);
  }

  /** Returns the text of several separate prompts. */
  static String text(List<Question> questions) {
    return questions.stream().map(Question::text).collect(Collectors.joining(" | "));
  }

  /**
   * Sends all prompts at once, without duplicates.
   *
   * @return one answer per prompt
   * @throws java.util.concurrent.CancellationException if the work is cancelled
   */
  static List<List<ScoredMask>> ask(
      List<Question> questions, PreparedSlice slice, Progress progress) {
    Map<String, Integer> places = new LinkedHashMap<>();
    List<Prompt> prompts = new ArrayList<>();
    for (Question question : questions) {
      if (places.putIfAbsent(question.key(), prompts.size()) == null) {
        prompts.add(question.prompt);
      }
    }
    progress.checkContinued();
    List<List<ScoredMask>> answers =
        slice.as(PreparedSlice.Promptable.class).predict(List.copyOf(prompts));
    if (answers.size() != prompts.size()) {
      throw new IllegalStateException(
          "expected an answer to each of " + prompts.size() + " prompts, got " + answers.size());
    }
    for (int i = 0; i < prompts.size(); i++) {
      int expected = prompts.get(i).isMultimask() ? MULTIMASK_OUTPUTS : 1;
      if (answers.get(i).size() != expected) {
        throw new IllegalStateException("expected " + expected + " masks for " + prompts.get(i)
            + ", got " + answers.get(i).size());
      }
    }
    return questions.stream()
        .map(question -> answers.get(places.getOrDefault(question.key(), 0)))
        .toList();
  }

  private String key() {
    return prompt.isMultimask() + text;
  }
}
