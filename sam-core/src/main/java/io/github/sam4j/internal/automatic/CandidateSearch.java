// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.automatic;

import io.github.sam4j.automatic.AutomaticMaskSettings;
import io.github.sam4j.automatic.CandidatePool;
import io.github.sam4j.automatic.PointGrid;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.internal.automatic.StageClock.Stage;
import io.github.sam4j.internal.drawing.CoveredLogits;
import io.github.sam4j.internal.inference.EncodedImage;
import io.github.sam4j.internal.inference.GridImage;
import io.github.sam4j.internal.inference.GridLane;
import io.github.sam4j.internal.inference.PromptBatch;
import io.github.sam4j.internal.inference.SamEngine;
import io.github.sam4j.mask.Box;
import io.github.sam4j.progress.Progress;
import io.github.sam4j.prompt.Prompt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Runs all points of the grids of all crops of an image, and collects candidates in that order.
 *
 * <p>Each worker has a lane of its own through the decoder. It takes the next batch of points, runs
 * the transformer, draws what exceeds the floor, turns it into candidates, and takes the next
 * batch: while one worker decodes, another makes masks, and none ever waits for another. The
 * calling thread only watches.
 */
final class CandidateSearch {
  private static final int[] MULTI_MASK = {1, 2, 3};

  private final SamEngine engine;
  private final AutomaticMaskSettings settings;
  private final CandidatePool.Floor floor;
  private final Progress progress;
  private final WatchedTasks tasks;
  private final StageClock clock = new StageClock();
  private final AtomicLong pointsDone = new AtomicLong();
  private long pointsTotal;
  private int lanes;

  CandidateSearch(
      SamEngine engine,
      AutomaticMaskSettings settings,
      CandidatePool.Floor floor,
      Progress progress) {
    this.engine = engine;
    this.settings = settings;
    this.floor = floor;
    this.progress = progress;
    this.tasks = new WatchedTasks(engine.workers());
  }

  /**
   * Returns the candidates, crop by crop. Called once.
   *
   * @param encoded the image as a whole, if it has been encoded already; used, not closed
   * @throws java.util.concurrent.CancellationException if the progress listener or an interrupt
   *     ended it; all workers have left it by then
   */
  List<Candidate> run(RgbImage image, @Nullable EncodedImage encoded, List<Crop> crops) {
    List<PointGrid> grids = IntStream.rangeClosed(0, settings.cropLayers())
        .mapToObj(settings::pointGrid)
        .toList();
    pointsTotal =
        crops.stream().mapToLong(crop -> grids.get(crop.layer()).size()).sum();
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < crops.size(); i++) {
      Crop crop = crops.get(i);
      String where = crops.size() == 1 ? "" : "crop " + (i + 1) + " of " + crops.size() + ": ";
      CandidateFactory factory =
          new CandidateFactory(crop, i, image.width(), image.height(), floor);
      report(where + "encoder");
      @Nullable EncodedImage known = crop.layer() == 0 ? encoded : null;
      try (GridImage prepared = prepare(cut(image, crop), known, where)) {
        candidates.addAll(
            runPoints(prepared, factory, points(grids.get(crop.layer()), crop), where));
      }
    }
    report("all points");
    return candidates;
  }

  /** Returns where the time went. */
  CandidatePool.Times times() {
    return clock.times(lanes);
  }

  private void report(String step) {
    progress.update((double) pointsDone.get() / pointsTotal, step);
    progress.checkContinued();
  }

  private static RgbImage cut(RgbImage image, Crop crop) {
    Box box = crop.box();
    return crop.layer() == 0 ? image : image.crop(box.x0(), box.y0(), box.width(), box.height());
  }

  private static List<Prompt> points(PointGrid grid, Crop crop) {
    return IntStream.range(0, grid.size())
        .mapToObj(i -> Prompt.point(grid.x(i) * crop.width(), grid.y(i) * crop.height()))
        .toList();
  }

  private GridImage prepare(RgbImage image, @Nullable EncodedImage known, String where) {
    Supplier<GridImage> task = () -> {
      if (known != null) {
        return prepare(known);
      }
      try (EncodedImage encoded =
          clock.time(Stage.ENCODER, () -> engine.encode(image, tasks.stop()))) {
        return prepare(encoded);
      }
    };
    return tasks
        .run(List.of(task), () -> report(where + "encoder"), GridImage::close)
        .get(0);
  }

  private GridImage prepare(EncodedImage encoded) {
    return clock.time(Stage.IMAGE_TERMS, () -> engine.prepare(encoded, tasks.stop()));
  }

  private List<Candidate> runPoints(
      GridImage image, CandidateFactory factory, List<Prompt> points, String where) {
    int size = Math.min(settings.pointsPerBatch(), engine.settings().gridBatch());
    List<List<Prompt>> batches = new ArrayList<>();
    for (int from = 0; from < points.size(); from += size) {
      batches.add(points.subList(from, Math.min(points.size(), from + size)));
    }
    // by batch, because workers finish in any order
    List<List<Candidate>> found =
        new ArrayList<>(Collections.nCopies(batches.size(), List.<Candidate>of()));
    AtomicInteger next = new AtomicInteger();
    Supplier<Boolean> lane = () -> {
      try (GridLane decoder = engine.lane(image, size)) {
        for (int i = next.getAndIncrement(); i < batches.size(); i = next.getAndIncrement()) {
          found.set(i, candidates(decoder, factory, batches.get(i), image));
          pointsDone.addAndGet(batches.get(i).size());
        }
      }
      return true;
    };
    int count = Math.min(engine.settings().lanes(), batches.size());
    lanes = Math.max(lanes, count);
    tasks.run(
        Collections.nCopies(count, lane),
        () -> report(where + pointsDone.get() + " of " + pointsTotal + " points"),
        done -> {});
    return found.stream().flatMap(List::stream).toList();
  }

  private List<Candidate> candidates(
      GridLane decoder, CandidateFactory factory, List<Prompt> points, GridImage image) {
    clock.time(Stage.TRANSFORMER, () -> {
      decoder.attend(PromptBatch.of(points, image.resize()), tasks.stop());
      return true;
    });
    int[] prompts = new int[points.size() * MULTI_MASK.length];
    int[] outputs = new int[prompts.length];
    int promising = 0;
    for (int i = 0; i < points.size(); i++) {
      for (int output : MULTI_MASK) {
        if (factory.isPromising(decoder.predictedIou(i, output))) {
          prompts[promising] = i;
          outputs[promising] = output;
          promising++;
        }
      }
    }
    if (promising == 0) {
      return List.of();
    }
    return draw(
        decoder,
        factory,
        points,
        Arrays.copyOf(prompts, promising),
        Arrays.copyOf(outputs, promising));
  }

  private List<Candidate> draw(
      GridLane decoder,
      CandidateFactory factory,
      List<Prompt> points,
      int[] prompts,
      int[] outputs) {
    List<Candidate> candidates = new ArrayList<>();
    GridLane.Drawn drawn = (i, logits, from) -> {
      tasks.stop().check();
      float predictedIou = decoder.predictedIou(prompts[i], outputs[i]);
      Optional<Candidate> candidate = clock.timeInside(
          Stage.UPSCALING,
          Stage.MASKS,
          () -> factory.candidate(
              new CoveredLogits(logits, from, decoder.logitRows(), decoder.logitColumns()),
              predictedIou,
              points.get(prompts[i]).points().get(0)));
      candidate.ifPresent(candidates::add);
    };
    clock.time(Stage.UPSCALING, () -> {
      decoder.draw(prompts, outputs, drawn, tasks.stop());
      return true;
    });
    return candidates;
  }
}
