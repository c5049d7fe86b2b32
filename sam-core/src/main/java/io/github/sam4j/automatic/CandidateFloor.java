package io.github.sam4j.automatic;

import java.util.HashSet;
import java.util.List;

/**
 * What a mask must have to get into a {@link CandidatePool}. A low floor keeps more masks to select
 * from, and needs more memory.
 *
 * @param predictedIou the predicted IoU that a mask must exceed, in {@code [0, 1]}; 0 keeps all
 * @param stability the stability that a mask must reach for at least one of the offsets, in
 *     {@code [0, 1]}; 0 keeps all
 * @param stabilityOffsets the offsets for which stability is measured, 1 to 16 different ones, each
 *     in {@code [0, 100]}
 */
public record CandidateFloor(double predictedIou, double stability, List<Double> stabilityOffsets) {
  private static final int MAX_OFFSETS = 16;

  /** Checks the ranges and copies the list; a zero loses its sign. */
  public CandidateFloor {
    predictedIou = AutomaticMaskSettings.checked("predictedIou", predictedIou, 0, 1);
    stability = AutomaticMaskSettings.checked("stability", stability, 0, 1);
    // before the search for equal ones: 0.0 and -0.0 are one offset
    stabilityOffsets = stabilityOffsets.stream()
        .map(offset -> AutomaticMaskSettings.checked("stabilityOffsets", offset, 0, 100))
        .toList();
    int offsets = stabilityOffsets.size();
    if (offsets < 1 || offsets > MAX_OFFSETS || new HashSet<>(stabilityOffsets).size() < offsets) {
      throw new IllegalArgumentException("stabilityOffsets must be 1 to " + MAX_OFFSETS
          + " different ones, got " + stabilityOffsets);
    }
  }

  /** Returns the highest floor from which the given settings can select. */
  public static CandidateFloor of(AutomaticMaskSettings settings) {
    return new CandidateFloor(
        settings.predictedIouThreshold(),
        settings.stabilityThreshold(),
        List.of(settings.stabilityOffset()));
  }

  Thresholds thresholds() {
    return new Thresholds(predictedIou, stability);
  }

  /** The offsets in single precision. */
  float[] offsets() {
    float[] offsets = new float[stabilityOffsets.size()];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = stabilityOffsets.get(i).floatValue();
    }
    return offsets;
  }
}
