// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import io.github.sam4j.eval.dataset.Dataset;
import io.github.sam4j.eval.protocol.ScoreKey;
import io.github.sam4j.eval.protocol.StandardProtocols;
import io.github.sam4j.eval.result.RunDescription;
import io.github.sam4j.eval.result.RunResult;
import io.github.sam4j.eval.result.Series;
import io.github.sam4j.eval.result.SliceId;
import io.github.sam4j.eval.result.SliceRecord;
import io.github.sam4j.eval.result.SliceRecord.SliceScore;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.RunLengths;
import io.github.sam4j.metrics.Overlap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A run that is small enough to write down its files, with names that no format likes. */
final class TinyRun implements RunResult {
  static final String TASK = "Task09_Spleen";
  static final String CASE = "mäuse, \"no 1\" & 50 % | $x_1$";

  private final List<SliceRecord> slices = new ArrayList<>();
  private int passes;

  TinyRun() {
    Mask truth = Mask.of(3, 2, (x, y) -> x < 2);
    Mask half = Mask.of(3, 2, (x, y) -> x == 0);
    Mask none = Mask.empty(3, 2);
    slices.add(slice(
        0,
        truth,
        List.of(
            one("automatic", "BEST_IOU", 0, "", List.of(1), 0.9f, half, 0.5),
            one("automatic", "IOU_GT_050_UNION", 0, "", List.of(), Float.NaN, none, Double.NaN),
            one("clicks", "CLICKS", 1, "+(0, 0)", List.of(0), 0.25f, half, Double.NaN),
            one("clicks", "CLICKS", 2, "+(0, 0) -(2, 1)", List.of(0), 0.1f, truth, Double.NaN),
            one("noc", "NOC", 1, "+(0, 0)", List.of(0), 0.1f, truth, Double.NaN))));
    slices.add(slice(
        1,
        none,
        List.of(
            one("automatic", "BEST_IOU", 0, "", List.of(0, 2), Float.NaN, half, Double.NaN),
            one("automatic", "IOU_GT_050_UNION", 0, "", List.of(), Float.NaN, none, Double.NaN))));
    slices.add(new SliceRecord(
        new SliceId(TASK, CASE, 2, 3),
        Map.of(),
        List.of(),
        List.of(),
        Map.of(),
        Optional.of("expected 1 channel,\nfound \"2\"")));
    slices.add(new SliceRecord(
        new SliceId(TASK, "gone", 0, 0),
        Map.of(),
        List.of(),
        List.of(),
        Map.of(),
        Optional.of("gone.nii.gz: expected a volume")));
  }

  /** A choice without its place. */
  private record One(
      Series series, String prompt, List<Integer> chosen, float predicted, Mask mask, double nsd) {}

  private static One one(
      String protocol,
      String selection,
      int clicks,
      String prompt,
      List<Integer> chosen,
      float predicted,
      Mask mask,
      double nsd) {
    return new One(
        new Series(TASK, Dataset.FOREGROUND, protocol, selection, clicks),
        prompt,
        chosen,
        predicted,
        mask,
        nsd);
  }

  private static SliceRecord slice(int index, Mask truth, List<One> choices) {
    SliceId id = new SliceId(TASK, CASE, index, 3);
    Map<String, Double> milliseconds = new LinkedHashMap<>();
    milliseconds.put("read", 1.5);
    milliseconds.put("encode", 1234.56789);
    return new SliceRecord(
        id,
        Map.of(Dataset.FOREGROUND, RunLengths.of(truth)),
        choices.stream()
            .map(one -> new SliceScore(
                id,
                one.series(),
                one.prompt(),
                3,
                one.chosen(),
                one.predicted(),
                Overlap.between(truth, one.mask()),
                Map.of(ScoreKey.SURFACE_DICE, one.nsd())))
            .toList(),
        choices.stream().map(one -> RunLengths.of(one.mask())).toList(),
        milliseconds,
        Optional.empty());
  }

  @Override
  public RunDescription description() {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("axis", "through_plane");
    options.put("seeded.points", "1");
    return new RunDescription(
        options,
        StandardProtocols.descriptions(),
        Map.of("name", "mini_sam <v1> #2"),
        Map.of(TASK + "/" + CASE + "/image", "00ff"),
        Map.of("device", "cpu"));
  }

  @Override
  public List<String> skipped() {
    return List.of("imagesTr/x_y.nii.gz: image without label");
  }

  @Override
  public Stream<SliceRecord> slices() {
    passes++;
    return slices.stream();
  }

  int passes() {
    return passes;
  }
}
