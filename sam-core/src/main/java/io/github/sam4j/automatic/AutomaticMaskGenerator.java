// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.automatic;

import io.github.sam4j.image.RgbImage;
import io.github.sam4j.progress.Progress;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Finds masks for everything in an image. {@code SamSegmenter.automatic()} returns one.
 *
 * <p>A regular grid of points yields three masks per point. They are filtered in the order of the
 * reference: by predicted IoU, by stability, then by suppressing masks whose boxes overlap a better
 * one. Crops of the image can be processed in the same way, and small holes and parts removed at
 * the end.
 *
 * <p>{@link #generate(RgbImage)} does all that at once. To try several thresholds, run the points
 * once with {@link #candidates(RgbImage)} and select from the result.
 *
 * <p>Immutable: each setting returns a new generator. May be used by several threads at once.
 */
public interface AutomaticMaskGenerator {
  /** Returns the settings. */
  AutomaticMaskSettings settings();

  /** Returns a generator with other settings. */
  AutomaticMaskGenerator with(AutomaticMaskSettings settings);

  /**
   * Returns a generator with some settings changed, as in {@code with(s -> s.cropLayers(1))}.
   *
   * @param change sets properties of a builder that starts from the current settings
   * @throws IllegalArgumentException if the settings contradict each other
   */
  default AutomaticMaskGenerator with(UnaryOperator<AutomaticMaskSettings.Builder> change) {
    return with(change.apply(settings().toBuilder()).build());
  }

  /** Returns a generator with another number of grid points along a side, in {@code [1, 1024]}. */
  default AutomaticMaskGenerator pointsPerSide(int points) {
    return with(settings -> settings.pointsPerSide(points));
  }

  /** Returns a generator with another predicted IoU that masks must exceed, in {@code [0, 1]}. */
  default AutomaticMaskGenerator predictedIouThreshold(double threshold) {
    return with(settings -> settings.predictedIouThreshold(threshold));
  }

  /** Returns a generator with another stability that masks must reach, in {@code [0, 1]}. */
  default AutomaticMaskGenerator stabilityThreshold(double threshold) {
    return with(settings -> settings.stabilityThreshold(threshold));
  }

  /**
   * Encodes an image and finds its masks.
   *
   * <p>Until the last step masks are held packed, a few KB each; the result takes a bit per pixel
   * and mask.
   *
   * @return by falling predicted IoU; with crop layers, masks of smaller crops first; with a
   *     minimum area of regions, masks that it has not changed first
   * @throws IllegalArgumentException if the image, or a crop of it, is empty or too thin for SAM
   * @throws IllegalStateException if the segmenter is closed
   * @throws io.github.sam4j.model.InferenceException if ONNX Runtime fails
   */
  default List<AutomaticMask> generate(RgbImage image) {
    return generate(image, Progress.none());
  }

  /**
   * Does what {@link #generate(RgbImage)} does, reports how far it is, and can be ended early.
   *
   * @param progress called several times a second, and can cancel
   * @throws java.util.concurrent.CancellationException if the progress listener or an interrupt of
   *     this thread ended it; everything is freed by then
   */
  default List<AutomaticMask> generate(RgbImage image, Progress progress) {
    return candidates(image, CandidatePool.Floor.of(settings()), progress)
        .select(settings(), progress);
  }

  /**
   * Encodes an image, runs all points, and keeps the masks above the predicted IoU of the settings,
   * whatever their stability, to select from.
   *
   * @return a pool to select from with any stability threshold, at the offset of the settings, and
   *     with any predicted IoU threshold that isn't lower
   * @throws IllegalArgumentException if the image, or a crop of it, is empty or too thin for SAM
   * @throws IllegalStateException if the segmenter is closed
   * @throws io.github.sam4j.model.InferenceException if ONNX Runtime fails
   */
  default CandidatePool candidates(RgbImage image) {
    AutomaticMaskSettings settings = settings();
    return candidates(
        image,
        new CandidatePool.Floor(
            settings.predictedIouThreshold(), 0, List.of(settings.stabilityOffset())),
        Progress.none());
  }

  /**
   * Does what {@link #candidates(RgbImage)} does with another floor, reports how far it is, and can
   * be ended early.
   *
   * @param floor what a mask must have to be kept; the thresholds and the offset of the settings
   *     don't matter
   * @param progress called several times a second, and can cancel
   * @throws java.util.concurrent.CancellationException if the progress listener or an interrupt of
   *     this thread ended it; everything is freed by then
   */
  CandidatePool candidates(RgbImage image, CandidatePool.Floor floor, Progress progress);
}
