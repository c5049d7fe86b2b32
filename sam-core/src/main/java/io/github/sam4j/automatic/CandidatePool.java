package io.github.sam4j.automatic;

import io.github.sam4j.mask.Box;
import io.github.sam4j.weights.ModelSpec;
import java.util.List;

/**
 * The answers to all grid points of an image, kept to select masks from by several settings.
 *
 * <p>Asking the points takes seconds, selecting takes milliseconds. A candidate is kept with its
 * predicted IoU, its stability at each offset of the {@link CandidateFloor}, its box and its packed
 * mask: about 200 bytes and two to four bytes per run of pixels, 1 to 4 KB for an object in a
 * picture of 1800 × 1200 pixels, where there are 3072 candidates at the very most by default. Masks
 * of full size are made only of what is selected.
 *
 * <p>A pool holds no native memory, outlives the segmenter and needs no closing. Immutable and safe
 * to share between threads.
 */
public final class CandidatePool {
  private final int width;
  private final int height;
  private final List<Crop> crops;
  private final AutomaticMaskSettings settings;
  private final CandidateFloor floor;
  private final List<Candidate> candidates;
  private final GenerationTimes times;

  /** Wraps candidates that come crop by crop. */
  CandidatePool(
      int width,
      int height,
      List<Crop> crops,
      AutomaticMaskSettings settings,
      CandidateFloor floor,
      List<Candidate> candidates,
      GenerationTimes times) {
    this.width = width;
    this.height = height;
    this.crops = List.copyOf(crops);
    this.settings = settings;
    this.floor = floor;
    this.candidates = List.copyOf(candidates);
    this.times = times;
  }

  /**
   * Applies thresholds, suppression and the removal of small regions.
   *
   * @param selection settings that make the same grids and crops of this image, by whatever values;
   *     how many points go through the decoder at once doesn't matter
   * @return the masks in the order of {@link AutomaticMaskGenerator#generate}, which returns the
   *     same for these settings
   * @throws IllegalArgumentException if the grids or crops differ from the pool's, a threshold is
   *     below the floor, or stability wasn't measured at the offset
   */
  public List<AutomaticMask> select(AutomaticMaskSettings selection) {
    return select(selection, () -> {});
  }

  /** Selects as {@link #select(AutomaticMaskSettings)} does, unless what runs in between throws. */
  List<AutomaticMask> select(AutomaticMaskSettings selection, Runnable beforeEachMask) {
    checkCrops(selection);
    checkGrids(selection);
    checkFloor("predictedIouThreshold", selection.predictedIouThreshold(), floor.predictedIou());
    checkFloor("stabilityThreshold", selection.stabilityThreshold(), floor.stability());
    int stability = floor.stabilityOffsets().indexOf(selection.stabilityOffset());
    if (stability < 0) {
      throw new IllegalArgumentException("stabilityOffset must be one that the pool was made for, "
          + floor.stabilityOffsets() + ", got " + selection.stabilityOffset());
    }
    return new CandidateSelection(crops, selection, stability, beforeEachMask).select(candidates);
  }

  private void checkCrops(AutomaticMaskSettings selection) {
    int layers = selection.cropLayers();
    if (layers != settings.cropLayers()) {
      throw new IllegalArgumentException(
          "cropLayers must be that of the pool, " + settings.cropLayers() + ", got " + layers);
    }
    ModelSpec spec = crops.get(0).resize().spec();
    List<Crop> selected = Crop.layersOf(spec, width, height, layers, selection.cropOverlapRatio());
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

  /** Number of columns of the image. */
  public int width() {
    return width;
  }

  /** Number of rows of the image. */
  public int height() {
    return height;
  }

  /** Returns the settings of the generator that made this pool. */
  public AutomaticMaskSettings settings() {
    return settings;
  }

  /** Returns what every candidate has. */
  public CandidateFloor floor() {
    return floor;
  }

  /** Returns where the time went in which the points were asked. */
  public GenerationTimes times() {
    return times;
  }

  /** Returns the number of candidates. */
  public int size() {
    return candidates.size();
  }

  /** Returns about how much of the heap the candidates take, in bytes. */
  public long bytes() {
    return candidates.stream().mapToLong(Candidate::bytes).sum();
  }

  @Override
  public String toString() {
    return "CandidatePool[" + width + "x" + height + ", candidates=" + size() + ", bytes=" + bytes()
        + "]";
  }
}
