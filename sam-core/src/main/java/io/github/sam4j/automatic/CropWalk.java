package io.github.sam4j.automatic;

import io.github.sam4j.Progress;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.internal.inference.AttendedPrompts;
import io.github.sam4j.internal.inference.EncodedImage;
import io.github.sam4j.internal.inference.PromptBatch;
import io.github.sam4j.internal.inference.SamEngine;
import io.github.sam4j.mask.Box;
import io.github.sam4j.mask.LowResLogits;
import io.github.sam4j.prompt.Prompt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Goes through all crops of an image and all points of their grids, batch by batch, and collects
 * candidates in that order.
 *
 * <p>The predicted IoU is known before a mask is drawn, so only points with a mask above the floor
 * are drawn at all.
 */
final class CropWalk {
  private static final int[] MULTI_MASK = {1, 2, 3};

  private final SamEngine engine;
  private final AutomaticMaskSettings settings;
  private final CandidateFloor floor;
  private final Progress progress;
  private final List<Candidate> candidates = new ArrayList<>();
  private long pointsDone;
  private long pointsTotal;

  CropWalk(
      SamEngine engine, AutomaticMaskSettings settings, CandidateFloor floor, Progress progress) {
    this.engine = engine;
    this.settings = settings;
    this.floor = floor;
    this.progress = progress;
  }

  /** Returns the candidates, crop by crop. A walk is gone once. */
  List<Candidate> walk(RgbImage image, List<Crop> crops) {
    List<PointGrid> grids = IntStream.rangeClosed(0, settings.cropLayers())
        .mapToObj(settings::pointGrid)
        .toList();
    pointsTotal =
        crops.stream().mapToLong(crop -> grids.get(crop.layer()).size()).sum();
    for (int i = 0; i < crops.size(); i++) {
      Crop crop = crops.get(i);
      String where = crops.size() == 1 ? "" : "crop " + (i + 1) + " of " + crops.size() + ": ";
      report(where + "encoder");
      CandidateFactory factory =
          new CandidateFactory(crop, i, image.width(), image.height(), floor);
      try (EncodedImage encoded = engine.encode(cut(image, crop))) {
        ask(encoded, factory, points(grids.get(crop.layer()), crop), where);
      }
    }
    report("all points");
    return candidates;
  }

  private void report(String step) {
    progress.update((double) pointsDone / pointsTotal, step);
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

  private void ask(
      EncodedImage image, CandidateFactory factory, List<Prompt> points, String where) {
    int batch = Math.min(settings.pointsPerBatch(), SamEngine.MAX_BATCH);
    for (int from = 0; from < points.size(); from += batch) {
      report(where + "point " + from + " of " + points.size());
      List<Prompt> some = points.subList(from, Math.min(points.size(), from + batch));
      askBatch(image, factory, some);
      pointsDone += some.size();
    }
  }

  private void askBatch(EncodedImage image, CandidateFactory factory, List<Prompt> points) {
    try (AttendedPrompts attended = engine.attend(image, PromptBatch.of(points, image.resize()))) {
      int[] promising = IntStream.range(0, attended.prompts())
          .filter(i -> Arrays.stream(MULTI_MASK)
              .anyMatch(output -> factory.isPromising(attended.predictedIou(i, output))))
          .toArray();
      if (promising.length == 0) {
        return;
      }
      List<LowResLogits> logits = engine.draw(attended, promising, MULTI_MASK);
      engine
          .parallel(logits.size(), i -> {
            int prompt = promising[i / MULTI_MASK.length];
            int output = MULTI_MASK[i % MULTI_MASK.length];
            return factory.candidate(
                logits.get(i),
                attended.predictedIou(prompt, output),
                points.get(prompt).points().get(0));
          })
          .stream()
          .flatMap(Optional::stream)
          .forEach(candidates::add);
    }
  }
}
