// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.automatic;

import io.github.sam4j.automatic.AutomaticMask;
import io.github.sam4j.automatic.AutomaticMaskSettings;
import io.github.sam4j.automatic.CandidatePool;
import io.github.sam4j.automatic.PointGrid;
import io.github.sam4j.mask.Box;
import io.github.sam4j.progress.Progress;
import java.util.List;

/**
 * The candidates of the points of all crops of an image.
 *
 * @param candidates crop by crop
 */
record GridCandidates(
    int width,
    int height,
    List<Crop> crops,
    AutomaticMaskSettings settings,
    Floor floor,
    List<Candidate> candidates,
    Times times)
    implements CandidatePool {
  GridCandidates {
    crops = List.copyOf(crops);
    candidates = List.copyOf(candidates);
  }

  @Override
  public List<AutomaticMask> select(AutomaticMaskSettings selection, Progress progress) {
    checkCrops(selection);
    checkGrids(selection);
    checkFloor("predictedIouThreshold", selection.predictedIouThreshold(), floor.predictedIou());
    checkFloor("stabilityThreshold", selection.stabilityThreshold(), floor.stability());
    int stability = floor.stabilityOffsets().indexOf(selection.stabilityOffset());
    if (stability < 0) {
      throw new IllegalArgumentException("stabilityOffset must be one that the pool was made for, "
          + floor.stabilityOffsets() + ", got " + selection.stabilityOffset());
    }
    return new CandidateSelection(crops, selection, stability, progress::checkContinued)
        .select(candidates);
  }

  private void checkCrops(AutomaticMaskSettings selection) {
    int layers = selection.cropLayers();
    if (layers != settings.cropLayers()) {
      throw new IllegalArgumentException(
          "cropLayers must be that of the pool, " + settings.cropLayers() + ", got " + layers);
    }
    List<Crop> selected = Crop.layersOf(
        crops.get(0).resize().spec(), width, height, layers, selection.cropOverlapRatio());
    for (int i = 0; i < crops.size(); i++) {
      Crop crop = crops.get(i);
      Box box = selected.get(i).box();
      if (!box.equals(crop.box())) {
        throw new IllegalArgumentException("cropOverlapRatio must make the crops of the pool, as "
            + settings.cropOverlapRatio() + " does, got " + selection.cropOverlapRatio()
            + ", which makes " + box + " of " + crop.box() + " in layer " + crop.layer());
      }
    }
  }

  private void checkGrids(AutomaticMaskSettings selection) {
    for (int layer = 0; layer <= settings.cropLayers(); layer++) {
      PointGrid grid = selection.pointGrid(layer);
      PointGrid ofPool = settings.pointGrid(layer);
      if (!grid.equals(ofPool)) {
        throw new IllegalArgumentException("the grid of layer " + layer
            + " must be that of the pool, " + origin(settings, layer) + ", got "
            + origin(selection, layer) + ": " + difference(grid, ofPool));
      }
    }
  }

  /** The settings that a grid comes from. */
  private static String origin(AutomaticMaskSettings settings, int layer) {
    if (!settings.pointGrids().isEmpty()) {
      return "pointGrids[" + layer + "]";
    }
    String side = "pointsPerSide=" + settings.pointsPerSide();
    return layer == 0
        ? side
        : side + " with cropPointsDownscaleFactor=" + settings.cropPointsDownscaleFactor();
  }

  private static String difference(PointGrid grid, PointGrid ofPool) {
    if (grid.size() != ofPool.size()) {
      return grid.size() + " points instead of " + ofPool.size();
    }
    int point = 0;
    while (grid.x(point) == ofPool.x(point) && grid.y(point) == ofPool.y(point)) {
      point++;
    }
    return "point " + point + " at " + place(grid, point) + " instead of " + place(ofPool, point);
  }

  private static String place(PointGrid grid, int point) {
    return "(" + grid.x(point) + ", " + grid.y(point) + ")";
  }

  private static void checkFloor(String name, double value, double floor) {
    if (value < floor) {
      throw new IllegalArgumentException(
          name + " must not be below the floor of the pool, " + floor + ", got " + value);
    }
  }

  @Override
  public int size() {
    return candidates.size();
  }

  @Override
  public long bytes() {
    return candidates.stream().mapToLong(Candidate::bytes).sum();
  }

  @Override
  public String toString() {
    return "CandidatePool[" + width + "x" + height + ", candidates=" + size() + ", bytes=" + bytes()
        + "]";
  }
}
