// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.automatic;

import io.github.sam4j.automatic.CandidatePool;
import io.github.sam4j.internal.drawing.CoveredLogits;
import io.github.sam4j.internal.drawing.LogitUpscaler;
import io.github.sam4j.internal.drawing.LogitUpscaler.Stability;
import io.github.sam4j.mask.Box;
import io.github.sam4j.prompt.Prompt;
import java.util.List;
import java.util.Optional;

/**
 * Turns the decoder's masks for points in one crop into candidates, or drops them. Safe to share
 * between threads.
 */
final class CandidateFactory {
  private final Crop crop;
  private final int cropIndex;
  private final int imageWidth;
  private final int imageHeight;
  private final Thresholds floor;
  private final float[] offsets;
  private final LogitUpscaler upscaler;

  /**
   * Prepares for one crop.
   *
   * @param cropIndex index of the crop, kept in its candidates
   * @param floor what candidates must have
   */
  CandidateFactory(
      Crop crop, int cropIndex, int imageWidth, int imageHeight, CandidatePool.Floor floor) {
    this.crop = crop;
    this.cropIndex = cropIndex;
    this.imageWidth = imageWidth;
    this.imageHeight = imageHeight;
    this.floor = new Thresholds(floor.predictedIou(), floor.stability());
    this.offsets = offsets(floor);
    this.upscaler = LogitUpscaler.of(crop.resize());
  }

  private static float[] offsets(CandidatePool.Floor floor) {
    float[] offsets = new float[floor.stabilityOffsets().size()];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = floor.stabilityOffsets().get(i).floatValue();
    }
    return offsets;
  }

  /**
   * Returns whether a mask of this predicted IoU can become a candidate: others need not be drawn.
   */
  boolean isPromising(float predictedIou) {
    return floor.passesPredictedIou(predictedIou);
  }

  /**
   * Returns the candidate of a mask, unless it is below the floor or the crop cuts it off.
   *
   * @param point in pixels of the crop
   */
  Optional<Candidate> candidate(CoveredLogits logits, float predictedIou, Prompt.Point point) {
    return isPromising(predictedIou)
        ? upscaler
            .upscale(logits, offsets, this::isStable)
            .flatMap(upscaled -> candidate(upscaled, predictedIou, point))
        : Optional.empty();
  }

  private boolean isStable(List<Stability> stabilities) {
    for (Stability stability : stabilities) {
      if (floor.passesStability(stability.score())) {
        return true;
      }
    }
    return false;
  }

  private Optional<Candidate> candidate(
      LogitUpscaler.Upscaled upscaled, float predictedIou, Prompt.Point point) {
    int x = crop.box().x0();
    int y = crop.box().y0();
    var mask = upscaled.mask().placedAt(x, y, imageWidth, imageHeight);
    Box box = mask.box().orElse(new Box(x, y, x, y));
    if (crop.cutsOff(box, imageWidth, imageHeight)) {
      return Optional.empty();
    }
    Prompt.Point inImage = new Prompt.Point(point.x() + x, point.y() + y, point.foreground());
    return Optional.of(
        new Candidate(cropIndex, inImage, predictedIou, upscaled.stabilities(), box, mask));
  }
}
