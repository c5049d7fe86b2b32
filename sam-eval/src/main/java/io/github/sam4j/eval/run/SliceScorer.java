// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.run;

import io.github.sam4j.eval.protocol.Protocol;
import io.github.sam4j.eval.protocol.Protocol.SliceObject;
import io.github.sam4j.eval.protocol.Protocol.Trial;
import io.github.sam4j.eval.result.Series;
import io.github.sam4j.eval.result.SliceRecord;
import io.github.sam4j.eval.result.SliceRecord.SliceScore;
import io.github.sam4j.mask.RunLengths;
import io.github.sam4j.metrics.Overlap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns answers into scores. */
final class SliceScorer {
  private SliceScorer() {}

  /** Scores every choice of every answer, in the order of objects, protocols and trials. */
  static SliceRecord score(SliceWork work) {
    List<SliceScore> scores = new ArrayList<>();
    List<RunLengths> masks = new ArrayList<>();
    Map<String, RunLengths> truths = new LinkedHashMap<>();
    for (SliceObject object : work.objects()) {
      truths.put(object.name(), RunLengths.of(object.truth()));
    }
    work.timed("score", () -> {
      for (SliceWork.Answer answer : work.answers()) {
        for (Trial trial : answer.trials()) {
          for (Trial.Choice choice : trial.choices()) {
            scores.add(score(work, answer, trial, choice));
            masks.add(RunLengths.of(choice.mask()));
          }
        }
      }
      return scores;
    });
    return new SliceRecord(
        work.slice(),
        truths,
        scores,
        masks,
        work.milliseconds(),
        Optional.ofNullable(work.failure()));
  }

  private static SliceScore score(
      SliceWork work, SliceWork.Answer answer, Trial trial, Trial.Choice choice) {
    Protocol protocol = answer.protocol();
    if (protocol.selections().stream()
        .noneMatch(selection -> selection.name().equals(choice.selection()))) {
      throw new IllegalArgumentException("expected a choice of one of the selections of protocol "
          + protocol.name() + ", got " + choice.selection());
    }
    if (!protocol.scores().containsAll(choice.scores().keySet())) {
      throw new IllegalArgumentException("expected scores that protocol " + protocol.name()
          + " lists, got " + choice.scores().keySet());
    }
    List<Integer> chosen = choice.indices();
    if (chosen.isEmpty() && !choice.mask().isEmpty()) {
      throw new IllegalArgumentException("nothing chosen must be an empty mask, got "
          + choice.mask().area() + " pixels for " + choice.selection());
    }
    return new SliceScore(
        work.slice(),
        new Series(
            work.slice().task(),
            answer.object().name(),
            protocol.name(),
            choice.selection(),
            trial.clicks()),
        trial.prompt(),
        trial.pool().size(),
        chosen,
        chosen.size() == 1 ? trial.pool().get(chosen.get(0)).predictedIou() : Float.NaN,
        Overlap.between(answer.object().truth(), choice.mask()),
        choice.scores());
  }
}
