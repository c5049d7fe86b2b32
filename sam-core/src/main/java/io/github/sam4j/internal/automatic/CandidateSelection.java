// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.automatic;

import io.github.sam4j.automatic.AutomaticMask;
import io.github.sam4j.automatic.AutomaticMaskSettings;
import io.github.sam4j.internal.boxes.BoxNms;
import io.github.sam4j.mask.Box;
import io.github.sam4j.mask.Mask;
import java.util.ArrayList;
import java.util.List;

/** Selects masks from candidates: the reference's filters, in its order. */
final class CandidateSelection {
  private static final Box EMPTY_MASK_BOX = new Box(0, 0, 0, 0);

  private final List<Crop> crops;
  private final AutomaticMaskSettings settings;
  private final Thresholds thresholds;

  /** Which of a candidate's stabilities counts. */
  private final int stability;

  private final Runnable beforeEachMask;

  /**
   * Prepares a selection.
   *
   * @param beforeEachMask may end the selection by throwing
   */
  CandidateSelection(
      List<Crop> crops, AutomaticMaskSettings settings, int stability, Runnable beforeEachMask) {
    this.crops = crops;
    this.settings = settings;
    this.thresholds =
        new Thresholds(settings.predictedIouThreshold(), settings.stabilityThreshold());
    this.stability = stability;
    this.beforeEachMask = beforeEachMask;
  }

  /** Returns what passes the thresholds and suppression; candidates are given crop by crop. */
  List<AutomaticMask> select(List<Candidate> candidates) {
    List<Candidate> kept = new ArrayList<>();
    int from = 0;
    while (from < candidates.size()) {
      int crop = candidates.get(from).crop();
      List<Candidate> good = new ArrayList<>();
      int to = from;
      for (; to < candidates.size() && candidates.get(to).crop() == crop; to++) {
        if (isGood(candidates.get(to))) {
          good.add(candidates.get(to));
        }
      }
      kept.addAll(suppressInCrop(good));
      from = to;
    }
    if (crops.size() > 1) {
      kept = suppressAcrossCrops(kept);
    }
    List<AutomaticMask> masks = new ArrayList<>();
    for (Candidate candidate : kept) {
      beforeEachMask.run();
      masks.add(unpack(candidate));
    }
    return settings.minMaskRegionArea() > 0 ? cleaned(masks) : masks;
  }

  private boolean isGood(Candidate candidate) {
    return thresholds.passesPredictedIou(candidate.predictedIou())
        && thresholds.passesStability(score(candidate));
  }

  private float score(Candidate candidate) {
    return candidate.stabilities().get(stability).score();
  }

  private List<Candidate> suppressInCrop(List<Candidate> candidates) {
    float[] scores = new float[candidates.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = candidates.get(i).predictedIou();
    }
    return suppress(candidates, scores, settings.boxNmsThreshold());
  }

  /** Masks of smaller crops win: they were seen at a higher resolution. */
  private List<Candidate> suppressAcrossCrops(List<Candidate> candidates) {
    float[] scores = new float[candidates.size()];
    for (int i = 0; i < scores.length; i++) {
      Crop crop = crops.get(candidates.get(i).crop());
      scores[i] = 1f / ((float) crop.width() * crop.height());
    }
    return suppress(candidates, scores, settings.cropNmsThreshold());
  }

  private static List<Candidate> suppress(
      List<Candidate> candidates, float[] scores, double threshold) {
    List<Box> boxes = candidates.stream().map(Candidate::box).toList();
    return BoxNms.keep(boxes, scores, threshold).stream().map(candidates::get).toList();
  }

  private AutomaticMask unpack(Candidate candidate) {
    return new AutomaticMask(
        candidate.mask().toMask(),
        candidate.box(),
        candidate.predictedIou(),
        score(candidate),
        candidate.point(),
        crops.get(candidate.crop()).box());
  }

  /**
   * Removes small regions. That may have made masks alike, so they suppress each other once more,
   * unchanged ones first.
   */
  private List<AutomaticMask> cleaned(List<AutomaticMask> masks) {
    List<AutomaticMask> cleaned = new ArrayList<>();
    List<Box> boxes = new ArrayList<>();
    float[] scores = new float[masks.size()];
    for (int i = 0; i < scores.length; i++) {
      beforeEachMask.run();
      AutomaticMask before = masks.get(i);
      SmallRegions.Cleaned after = SmallRegions.clean(before.mask(), settings.minMaskRegionArea());
      Mask mask = after.mask();
      // of the mask alone: for an empty one the candidate's box is its crop's first pixel
      boxes.add(mask.box().orElse(EMPTY_MASK_BOX));
      scores[i] = after.changed() ? 0 : 1;
      cleaned.add(after.changed() ? with(before, mask, boxes.get(i)) : before);
    }
    double threshold = Math.max(settings.boxNmsThreshold(), settings.cropNmsThreshold());
    return BoxNms.keep(boxes, scores, threshold).stream().map(cleaned::get).toList();
  }

  private static AutomaticMask with(AutomaticMask other, Mask mask, Box box) {
    return new AutomaticMask(
        mask, box, other.predictedIou(), other.stabilityScore(), other.point(), other.cropBox());
  }
}
