// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.automatic;

import io.github.sam4j.ImageEmbedding;
import io.github.sam4j.PredictedMask;
import io.github.sam4j.Prediction;
import io.github.sam4j.SamSegmenter;
import io.github.sam4j.automatic.AutomaticMask;
import io.github.sam4j.automatic.AutomaticMaskSettings;
import io.github.sam4j.automatic.PointGrid;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.internal.drawing.LogitUpscaler;
import io.github.sam4j.internal.preprocessing.FrameResize;
import io.github.sam4j.mask.Box;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.prompt.Prompt;
import io.github.sam4j.weights.ModelSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The reference's automatic masks step by step: one multimask prompt per grid point, full-size
 * masks, plain filters.
 */
final class PlainAutomaticMasks {
  private static final int NEAR = 20;

  private final SamSegmenter sam;
  private final RgbImage image;
  private final Map<String, List<List<AutomaticMask>>> answers = new HashMap<>();

  PlainAutomaticMasks(SamSegmenter sam, RgbImage image) {
    this.sam = sam;
    this.image = image;
  }

  List<AutomaticMask> generate(AutomaticMaskSettings settings) {
    List<AutomaticMask> all = new ArrayList<>();
    List<List<AutomaticMask>> crops =
        answers.computeIfAbsent(geometry(settings), key -> ask(settings));
    for (List<AutomaticMask> crop : crops) {
      List<AutomaticMask> masks = new ArrayList<>(crop);
      float iou = (float) settings.predictedIouThreshold();
      float stability = (float) settings.stabilityThreshold();
      masks.removeIf(m -> iou > 0 && m.predictedIou() <= iou);
      masks.removeIf(m ->
          stability > 0 && (Float.isNaN(m.stabilityScore()) || m.stabilityScore() < stability));
      masks.removeIf(this::isCutOff);
      all.addAll(suppress(
          masks,
          masks.stream().map(AutomaticMask::box).toList(),
          masks.stream().map(AutomaticMask::predictedIou).toList(),
          settings.boxNmsThreshold()));
    }
    if (settings.cropLayers() > 0) {
      all = suppress(
          all,
          all.stream().map(AutomaticMask::box).toList(),
          all.stream()
              .map(m -> 1f / (m.cropBox().width() * m.cropBox().height()))
              .toList(),
          settings.cropNmsThreshold());
    }
    return settings.minMaskRegionArea() == 0 ? all : withoutSmallRegions(all, settings);
  }

  private static String geometry(AutomaticMaskSettings settings) {
    return settings.pointsPerSide() + " " + settings.pointGrids().hashCode() + " "
        + settings.cropLayers() + " " + settings.cropOverlapRatio() + " "
        + settings.cropPointsDownscaleFactor() + " " + settings.stabilityOffset();
  }

  private static List<AutomaticMask> withoutSmallRegions(
      List<AutomaticMask> masks, AutomaticMaskSettings settings) {
    List<AutomaticMask> cleaned = new ArrayList<>();
    List<Box> boxes = new ArrayList<>();
    List<Float> scores = new ArrayList<>();
    for (AutomaticMask m : masks) {
      PlainSmallRegions regions = PlainSmallRegions.clean(m.mask(), settings.minMaskRegionArea());
      Mask mask = regions.mask();
      Box box = mask.box().orElse(new Box(0, 0, 0, 0));
      boxes.add(box);
      scores.add(regions.changed() ? 0f : 1f);
      cleaned.add(
          regions.changed()
              ? new AutomaticMask(
                  mask, box, m.predictedIou(), m.stabilityScore(), m.point(), m.cropBox())
              : m);
    }
    double threshold = Math.max(settings.boxNmsThreshold(), settings.cropNmsThreshold());
    return suppress(cleaned, boxes, scores, threshold);
  }

  /** All answers to the points of every crop. */
  private List<List<AutomaticMask>> ask(AutomaticMaskSettings settings) {
    List<List<AutomaticMask>> answers = new ArrayList<>();
    int width = image.width();
    int height = image.height();
    answers.add(ask(settings, 0, 0, 0, width, height));
    for (int layer = 1; layer <= settings.cropLayers(); layer++) {
      int n = (int) Math.pow(2, layer);
      int overlap = (int) (settings.cropOverlapRatio() * Math.min(width, height) * 2 / n);
      int cropWidth = (int) Math.ceil((overlap * (n - 1) + width) / (double) n);
      int cropHeight = (int) Math.ceil((overlap * (n - 1) + height) / (double) n);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          int x0 = (cropWidth - overlap) * i;
          int y0 = (cropHeight - overlap) * j;
          answers.add(ask(
              settings,
              layer,
              x0,
              y0,
              Math.min(x0 + cropWidth, width),
              Math.min(y0 + cropHeight, height)));
        }
      }
    }
    return answers;
  }

  private List<AutomaticMask> ask(
      AutomaticMaskSettings settings, int layer, int x0, int y0, int x1, int y1) {
    int width = x1 - x0;
    int height = y1 - y0;
    byte[] samples = new byte[width * height * 3];
    for (int i = 0; i < samples.length; i++) {
      int pixel = i / 3;
      int row = pixel / width;
      samples[i] = (byte) image.sample(x0 + pixel - row * width, y0 + row, i % 3);
    }
    List<Prompt> points = points(settings, layer, width, height);
    LogitUpscaler upscaler = LogitUpscaler.of(FrameResize.of(ModelSpec.sam1(), width, height));
    Box crop = new Box(x0, y0, x1 - 1, y1 - 1);
    List<AutomaticMask> masks = new ArrayList<>();
    try (ImageEmbedding embedding = sam.encode(RgbImage.of(width, height, samples))) {
      List<Prediction> predictions = embedding.predictAll(points);
      for (int i = 0; i < points.size(); i++) {
        Prompt.Point point = points.get(i).points().get(0);
        for (PredictedMask answer : predictions.get(i).masks()) {
          Box box = answer.mask().box().orElse(new Box(0, 0, 0, 0));
          masks.add(new AutomaticMask(
              moved(answer.mask(), x0, y0),
              new Box(box.x0() + x0, box.y0() + y0, box.x1() + x0, box.y1() + y0),
              answer.predictedIou(),
              upscaler
                  .upscale(answer.logits(), (float) settings.stabilityOffset())
                  .stabilities()
                  .get(0)
                  .score(),
              new Prompt.Point(point.x() + x0, point.y() + y0, true),
              crop));
        }
      }
    }
    return masks;
  }

  private static List<Prompt> points(
      AutomaticMaskSettings settings, int layer, int width, int height) {
    List<Prompt> points = new ArrayList<>();
    if (settings.pointGrids().isEmpty()) {
      int n =
          (int) (settings.pointsPerSide() / Math.pow(settings.cropPointsDownscaleFactor(), layer));
      for (int i = 0; i < n * n; i++) {
        int row = i / n;
        double x = (1 / (2.0 * n) + (double) (i - row * n) / n) * width;
        double y = (1 / (2.0 * n) + (double) row / n) * height;
        points.add(Prompt.point(x, y).multimask());
      }
    } else {
      PointGrid grid = settings.pointGrids().get(layer);
      for (int i = 0; i < grid.size(); i++) {
        points.add(Prompt.point(grid.x(i) * width, grid.y(i) * height).multimask());
      }
    }
    return points;
  }

  private Mask moved(Mask mask, int dx, int dy) {
    return Mask.of(
        image.width(),
        image.height(),
        (x, y) -> x >= dx
            && y >= dy
            && x < dx + mask.width()
            && y < dy + mask.height()
            && mask.get(x - dx, y - dy));
  }

  private boolean isCutOff(AutomaticMask mask) {
    Box box = mask.box();
    Box crop = mask.cropBox();
    int[] edges = {box.x0(), box.y0(), box.x1(), box.y1()};
    int[] cropEdges = {crop.x0(), crop.y0(), crop.x0() + crop.width(), crop.y0() + crop.height()};
    int[] imageEdges = {0, 0, image.width(), image.height()};
    boolean cutOff = false;
    for (int i = 0; i < 4; i++) {
      boolean nearCrop = Math.abs(edges[i] - cropEdges[i]) <= NEAR;
      boolean nearImage = Math.abs(edges[i] - imageEdges[i]) <= NEAR;
      cutOff |= nearCrop && !nearImage;
    }
    return cutOff;
  }

  private static List<AutomaticMask> suppress(
      List<AutomaticMask> masks, List<Box> boxes, List<Float> scores, double threshold) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < masks.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingDouble((Integer i) -> -scores.get(i)));
    List<Integer> kept = new ArrayList<>();
    for (int i : order) {
      if (kept.stream().noneMatch(k -> overlap(boxes.get(k), boxes.get(i)) > threshold)) {
        kept.add(i);
      }
    }
    return kept.stream().map(masks::get).toList();
  }

  private static float overlap(Box a, Box b) {
    int width = Math.max(0, Math.min(a.x1(), b.x1()) - Math.max(a.x0(), b.x0()));
    int height = Math.max(0, Math.min(a.y1(), b.y1()) - Math.max(a.y0(), b.y0()));
    int both = width * height;
    int any = (a.x1() - a.x0()) * (a.y1() - a.y0()) + (b.x1() - b.x0()) * (b.y1() - b.y0()) - both;
    return (float) both / (float) any;
  }
}
