package io.github.sam4j.automatic;

import io.github.sam4j.image.RgbImage;
import io.github.sam4j.internal.inference.EncodedImage;
import io.github.sam4j.internal.inference.SamEngine;
import io.github.sam4j.progress.Progress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds masks for everything in an image.
 *
 * <p>A regular grid of points, three masks each, in the reference's order: drop by predicted IoU,
 * then by stability, then suppress masks whose boxes overlap a better one. Crops of the image can
 * be looked at in the same way, and small holes and parts removed at the end.
 *
 * <p>{@link #generate} does all that at once. To try several thresholds, ask the points once with
 * {@link #candidates} and select from the answers.
 *
 * <p>Immutable: each setting returns a new generator.
 */
public final class AutomaticMaskGenerator {
  private final SamEngine engine;
  private final AutomaticMaskSettings settings;

  /**
   * Made by {@code SamSegmenter.automatic()}.
   *
   * @param engine used, not owned
   */
  public AutomaticMaskGenerator(SamEngine engine, AutomaticMaskSettings settings) {
    this.engine = engine;
    this.settings = settings;
  }

  /** Returns the settings. */
  public AutomaticMaskSettings settings() {
    return settings;
  }

  /** Returns a generator with another number of grid points along a side. */
  public AutomaticMaskGenerator pointsPerSide(int points) {
    return with(settings.toBuilder().pointsPerSide(points));
  }

  /** Returns a generator with another upper bound of points that go through the decoder at once. */
  public AutomaticMaskGenerator pointsPerBatch(int points) {
    return with(settings.toBuilder().pointsPerBatch(points));
  }

  /** Returns a generator with another predicted IoU that masks must exceed. */
  public AutomaticMaskGenerator predictedIouThreshold(double threshold) {
    return with(settings.toBuilder().predictedIouThreshold(threshold));
  }

  /** Returns a generator with another stability that masks must reach. */
  public AutomaticMaskGenerator stabilityThreshold(double threshold) {
    return with(settings.toBuilder().stabilityThreshold(threshold));
  }

  /** Returns a generator with another offset of the stability score. */
  public AutomaticMaskGenerator stabilityOffset(double offset) {
    return with(settings.toBuilder().stabilityOffset(offset));
  }

  /** Returns a generator with another IoU above which boxes suppress each other. */
  public AutomaticMaskGenerator boxNmsThreshold(double threshold) {
    return with(settings.toBuilder().boxNmsThreshold(threshold));
  }

  /** Returns a generator with another number of crop layers. */
  public AutomaticMaskGenerator cropLayers(int layers) {
    return with(settings.toBuilder().cropLayers(layers));
  }

  /** Returns a generator with another IoU above which boxes of all crops suppress each other. */
  public AutomaticMaskGenerator cropNmsThreshold(double threshold) {
    return with(settings.toBuilder().cropNmsThreshold(threshold));
  }

  /** Returns a generator with another overlap of crops. */
  public AutomaticMaskGenerator cropOverlapRatio(double ratio) {
    return with(settings.toBuilder().cropOverlapRatio(ratio));
  }

  /** Returns a generator with another divisor of the points along a side from layer to layer. */
  public AutomaticMaskGenerator cropPointsDownscaleFactor(int factor) {
    return with(settings.toBuilder().cropPointsDownscaleFactor(factor));
  }

  /**
   * Returns a generator with grids of its own instead of regular ones.
   *
   * @param grids one for the whole image and one for each of the crop layers that are set already
   */
  public AutomaticMaskGenerator pointGrids(List<PointGrid> grids) {
    return with(settings.toBuilder().pointGrids(grids));
  }

  /** Returns a generator with another area below which holes are filled and parts removed. */
  public AutomaticMaskGenerator minMaskRegionArea(int pixels) {
    return with(settings.toBuilder().minMaskRegionArea(pixels));
  }

  private AutomaticMaskGenerator with(AutomaticMaskSettings.Builder changed) {
    return new AutomaticMaskGenerator(engine, changed.build());
  }

  /**
   * Encodes an image and finds its masks.
   *
   * <p>Until the last step masks are held packed, a few KB each; what is returned takes a bit per
   * pixel and mask.
   *
   * @return by falling predicted IoU; with crop layers, masks of smaller crops first; with a
   *     minimum area of regions, masks that it has not changed first
   * @throws IllegalArgumentException if the image, or a crop of it, is empty or too thin for SAM
   * @throws IllegalStateException if the segmenter is closed
   * @throws io.github.sam4j.model.InferenceException if ONNX Runtime fails
   */
  public List<AutomaticMask> generate(RgbImage image) {
    return generate(image, Progress.none());
  }

  /**
   * Does what {@link #generate(RgbImage)} does, tells how far it has come, and can be ended early.
   *
   * @param progress hears several times a second, and can cancel
   * @throws java.util.concurrent.CancellationException if the progress listener or an interrupt of
   *     this thread ended it; everything is freed by then
   */
  public List<AutomaticMask> generate(RgbImage image, Progress progress) {
    return candidates(image, CandidateFloor.of(settings), progress)
        .select(settings, progress::checkContinued);
  }

  /**
   * Encodes an image, asks all points, and keeps the masks above the predicted IoU of the settings,
   * whatever their stability, to select from.
   *
   * @return a pool to select from with any stability threshold, at the offset of the settings, and
   *     with any predicted IoU threshold that isn't lower
   * @throws IllegalArgumentException if the image, or a crop of it, is empty or too thin for SAM
   * @throws IllegalStateException if the segmenter is closed
   * @throws io.github.sam4j.model.InferenceException if ONNX Runtime fails
   */
  public CandidatePool candidates(RgbImage image) {
    return candidates(
        image,
        new CandidateFloor(
            settings.predictedIouThreshold(), 0, List.of(settings.stabilityOffset())));
  }

  /**
   * Does what {@link #candidates(RgbImage)} does with another floor.
   *
   * @param floor what a mask must have to be kept; the thresholds and the offset of the settings
   *     don't matter
   */
  public CandidatePool candidates(RgbImage image, CandidateFloor floor) {
    return candidates(image, floor, Progress.none());
  }

  /**
   * Does what {@link #candidates(RgbImage, CandidateFloor)} does, tells how far it has come, and
   * can be ended early.
   *
   * @param progress hears several times a second, and can cancel
   * @throws java.util.concurrent.CancellationException if the progress listener or an interrupt of
   *     this thread ended it; everything is freed by then
   */
  public CandidatePool candidates(RgbImage image, CandidateFloor floor, Progress progress) {
    return candidates(image, null, floor, progress);
  }

  /**
   * Does what {@link #generate(RgbImage, Progress)} does with an image that has been encoded as a
   * whole already; only its crops are still encoded. Called by {@code ImageEmbedding}.
   *
   * @param encoded used, not closed
   */
  public List<AutomaticMask> generate(RgbImage image, EncodedImage encoded, Progress progress) {
    return candidates(image, encoded, CandidateFloor.of(settings), progress)
        .select(settings, progress::checkContinued);
  }

  private CandidatePool candidates(
      RgbImage image, @Nullable EncodedImage encoded, CandidateFloor floor, Progress progress) {
    int width = image.width();
    int height = image.height();
    List<Crop> crops = Crop.layersOf(
        engine.spec(), width, height, settings.cropLayers(), settings.cropOverlapRatio());
    CropWalk walk = new CropWalk(engine, settings, floor, progress);
    List<Candidate> candidates = walk.walk(image, encoded, crops);
    return new CandidatePool(width, height, crops, settings, floor, candidates, walk.times());
  }
}
