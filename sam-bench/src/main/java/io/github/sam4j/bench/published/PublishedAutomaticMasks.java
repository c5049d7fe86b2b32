// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.published;

import io.github.sam4j.automatic.AutomaticMask;
import io.github.sam4j.automatic.AutomaticMaskSettings;
import io.github.sam4j.automatic.PointGrid;
import io.github.sam4j.internal.boxes.BoxNms;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.internal.preprocessing.FrameResize;
import io.github.sam4j.mask.Box;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.RunLengths;
import io.github.sam4j.prompt.Prompt;
import io.github.sam4j.weights.internal.architecture.DecoderWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Automatic masks the published way: all masks of a batch are enlarged to full size before the
 * first of them is dropped.
 *
 * <p>Per batch of points, 64 by default: decode, enlarge three masks a point, drop by predicted
 * IoU, count the pixels at both stability thresholds, drop by stability, threshold, box and run
 * lengths. After the last batch boxes suppress each other and the masks that stay are unpacked.
 */
public final class PublishedAutomaticMasks implements AutoCloseable {
  private final PublishedDecoder decoder;
  private final AutomaticMaskSettings settings;
  private final ForkJoinPool workers;

  /**
   * Loads the decoder; the caller closes this.
   *
   * @throws IllegalArgumentException if the settings want crops, grids of their own or the removal
   *     of small regions, which the baseline lacks
   */
  public PublishedAutomaticMasks(
      DecoderWeights weights, AutomaticMaskSettings settings, int threads) {
    if (settings.cropLayers() > 0
        || !settings.pointGrids().isEmpty()
        || settings.minMaskRegionArea() > 0) {
      throw new IllegalArgumentException("the published way has no crops, no grids but regular ones"
          + " and no removal of small regions, got " + settings);
    }
    this.decoder = PublishedDecoder.load(weights, threads);
    this.settings = settings;
    this.workers = new ForkJoinPool(threads);
  }

  /**
   * Returns the masks of an encoded image by falling predicted IoU.
   *
   * <p>Takes {@code 12 · width · height} bytes of Java heap for each point of a batch: 1.66 GB for
   * 64 points on 1200 × 1800 pixels.
   *
   * @param embedding {@code [1, width, 64, 64]}, used, not owned
   */
  public List<AutomaticMask> generate(FrameResize resize, OrtTensor embedding) {
    TwoStepResize enlargement = TwoStepResize.of(resize);
    List<Prompt.Point> grid = points(settings.pointsPerSide(), resize.width(), resize.height());
    int batch = Math.min(settings.pointsPerBatch(), grid.size());
    // the same arrays for every batch: to allocate them anew would only take longer
    float[][] fullSize = new float[PublishedDecoder.MASKS * batch][enlargement.length()];
    List<Candidate> candidates = new ArrayList<>();
    for (int from = 0; from < grid.size(); from += batch) {
      List<Prompt.Point> points = grid.subList(from, Math.min(grid.size(), from + batch));
      List<PublishedDecoder.Decoded> decoded = decoder.decode(embedding, resize, points);
      parallel(decoded.size(), i -> {
        enlargement.enlarge(decoded.get(i).logits(), fullSize[i]);
        return i;
      });
      int[] good = IntStream.range(0, decoded.size())
          .filter(i -> isGood(decoded.get(i).predictedIou()))
          .toArray();
      parallel(good.length, i -> {
            PublishedDecoder.Decoded mask = decoded.get(good[i]);
            Prompt.Point point = points.get(mask.point());
            return candidate(fullSize[good[i]], resize, mask.predictedIou(), point);
          })
          .forEach(candidate -> candidate.ifPresent(candidates::add));
    }
    return suppress(candidates, new Box(0, 0, resize.width() - 1, resize.height() - 1));
  }

  /** Returns the points of a regular grid in an image, row by row, as both ways ask them. */
  public static List<Prompt.Point> points(int pointsPerSide, int width, int height) {
    PointGrid grid = PointGrid.regular(pointsPerSide);
    return IntStream.range(0, grid.size())
        .mapToObj(i -> new Prompt.Point(grid.x(i) * width, grid.y(i) * height, true))
        .toList();
  }

  /** A mask that has passed both thresholds, packed as the reference packs it until the end. */
  private record Candidate(
      RunLengths runs, Box box, float predictedIou, float stability, Prompt.Point point) {}

  private <T> List<T> parallel(int count, IntFunction<T> task) {
    // a parallel stream works on the threads of the pool that starts it
    return workers
        .submit(() -> IntStream.range(0, count).parallel().mapToObj(task).toList())
        .join();
  }

  private boolean isGood(float predictedIou) {
    float threshold = (float) settings.predictedIouThreshold();
    return threshold == 0 || predictedIou > threshold;
  }

  private Optional<Candidate> candidate(
      float[] logits, FrameResize resize, float predictedIou, Prompt.Point point) {
    float offset = (float) settings.stabilityOffset();
    float stability = (float) countAbove(logits, offset) / (float) countAbove(logits, -offset);
    float threshold = (float) settings.stabilityThreshold();
    // written so that NaN, no pixel at either threshold, is dropped
    if (threshold > 0 && !(stability >= threshold)) {
      return Optional.empty();
    }
    Mask mask = threshold(logits, resize.width(), resize.height());
    Box box = mask.box().orElse(new Box(0, 0, 0, 0));
    return Optional.of(new Candidate(RunLengths.of(mask), box, predictedIou, stability, point));
  }

  private static int countAbove(float[] logits, float threshold) {
    int count = 0;
    for (float logit : logits) {
      count += logit > threshold ? 1 : 0;
    }
    return count;
  }

  private static Mask threshold(float[] logits, int width, int height) {
    int wordsPerRow = (width + 63) >>> 6;
    long[] words = new long[wordsPerRow * height];
    for (int y = 0, i = 0; y < height; y++) {
      for (int x = 0; x < width; x++, i++) {
        if (logits[i] > 0) {
          words[y * wordsPerRow + (x >> 6)] |= 1L << x;
        }
      }
    }
    return Mask.ofPackedRows(width, height, words);
  }

  private List<AutomaticMask> suppress(List<Candidate> candidates, Box whole) {
    float[] scores = new float[candidates.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = candidates.get(i).predictedIou();
    }
    List<Box> boxes = candidates.stream().map(Candidate::box).toList();
    List<Integer> kept = BoxNms.keep(boxes, scores, settings.boxNmsThreshold());
    return parallel(kept.size(), i -> {
      Candidate c = candidates.get(kept.get(i));
      return new AutomaticMask(
          c.runs().toMask(), c.box(), c.predictedIou(), c.stability(), c.point(), whole);
    });
  }

  @Override
  public void close() {
    workers.shutdown();
    decoder.close();
  }
}
