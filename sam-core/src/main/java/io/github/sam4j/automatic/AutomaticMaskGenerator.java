package io.github.sam4j.automatic;

import io.github.sam4j.Progress;
import io.github.sam4j.image.ResizeLongestSide;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.internal.inference.AttendedPrompts;
import io.github.sam4j.internal.inference.EncodedImage;
import io.github.sam4j.internal.inference.PromptBatch;
import io.github.sam4j.internal.inference.SamEngine;
import io.github.sam4j.mask.Box;
import io.github.sam4j.mask.LogitUpscaler;
import io.github.sam4j.mask.LowResLogits;
import io.github.sam4j.prompt.Prompt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds masks for everything in an image.
 *
 * <p>A regular grid of points, three masks each, in the reference's order: drop by predicted IoU,
 * then by stability, then suppress masks whose boxes overlap a better one. The predicted IoU is
 * known before a mask is drawn, so only points with a mask above the threshold are drawn at all.
 *
 * <p>Immutable: each setting returns a new generator.
 */
public final class AutomaticMaskGenerator {
  private static final int[] MULTI_MASK = {1, 2, 3};

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
   * <p>Until the last step each mask that passes the thresholds is held at full size, one bit per
   * pixel: loose thresholds on large images need memory.
   *
   * @return the masks by falling predicted IoU
   * @throws IllegalArgumentException if the image is too thin for SAM
   * @throws IllegalStateException if the segmenter is closed
   * @throws io.github.sam4j.model.InferenceException if ONNX Runtime fails
   */
  public List<AutomaticMask> generate(RgbImage image) {
    return generate(image, Progress.none());
  }

  /**
   * Does what {@link #generate(RgbImage)} does and tells how far it has come.
   *
   * @param progress hears of every batch of points
   */
  public List<AutomaticMask> generate(RgbImage image, Progress progress) {
    LogitUpscaler upscaler = LogitUpscaler.of(ResizeLongestSide.of(image.width(), image.height()));
    List<Prompt> grid = grid(image.width(), image.height());
    int batch = Math.min(settings.pointsPerBatch(), SamEngine.MAX_BATCH);
    progress.update(0, "encoder");
    try (EncodedImage encoded = engine.encode(image)) {
      List<AutomaticMask> candidates = new ArrayList<>();
      for (int from = 0; from < grid.size(); from += batch) {
        progress.update((double) from / grid.size(), "point " + from + " of " + grid.size());
        List<Prompt> points = grid.subList(from, Math.min(grid.size(), from + batch));
        candidates.addAll(candidates(encoded, upscaler, points));
      }
      progress.update(1, "all points");
      return suppress(candidates);
    }
  }

  /** The centres of equal cells, x fastest. */
  private List<Prompt> grid(int width, int height) {
    int n = settings.pointsPerSide();
    List<Prompt> grid = new ArrayList<>(n * n);
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < n; i++) {
        grid.add(Prompt.point((i + 0.5) / n * width, (j + 0.5) / n * height));
      }
    }
    return grid;
  }

  /** One mask of one prompt whose predicted IoU is good enough. */
  private record Promising(int prompt, int output, LowResLogits logits) {}

  private List<AutomaticMask> candidates(
      EncodedImage image, LogitUpscaler upscaler, List<Prompt> prompts) {
    try (AttendedPrompts attended = engine.attend(image, PromptBatch.of(prompts, image.resize()))) {
      List<Promising> promising = promising(attended);
      return engine
          .parallel(promising.size(), i -> {
            Promising p = promising.get(i);
            return finish(
                upscaler,
                p.logits(),
                attended.predictedIou(p.prompt(), p.output()),
                prompts.get(p.prompt()));
          })
          .stream()
          .flatMap(Optional::stream)
          .toList();
    }
  }

  private List<Promising> promising(AttendedPrompts attended) {
    int[] prompts = IntStream.range(0, attended.prompts())
        .filter(i -> Arrays.stream(MULTI_MASK).anyMatch(o -> isGood(attended.predictedIou(i, o))))
        .toArray();
    List<Promising> promising = new ArrayList<>();
    if (prompts.length == 0) {
      return promising;
    }
    List<LowResLogits> logits = engine.draw(attended, prompts, MULTI_MASK);
    for (int i = 0; i < logits.size(); i++) {
      int prompt = prompts[i / MULTI_MASK.length];
      int output = MULTI_MASK[i % MULTI_MASK.length];
      if (isGood(attended.predictedIou(prompt, output))) {
        promising.add(new Promising(prompt, output, logits.get(i)));
      }
    }
    return promising;
  }

  private boolean isGood(float predictedIou) {
    float threshold = (float) settings.predictedIouThreshold();
    return threshold == 0 || predictedIou > threshold;
  }

  private Optional<AutomaticMask> finish(
      LogitUpscaler upscaler, LowResLogits logits, float predictedIou, Prompt prompt) {
    LogitUpscaler.Upscaled upscaled = upscaler.upscale(logits, (float) settings.stabilityOffset());
    float stability = upscaled.stabilities().get(0).score();
    float threshold = (float) settings.stabilityThreshold();
    // written so that NaN, no pixel at either threshold, is dropped
    if (threshold > 0 && !(stability >= threshold)) {
      return Optional.empty();
    }
    var mask = upscaled.mask().toMask();
    Box whole = new Box(0, 0, mask.width() - 1, mask.height() - 1);
    Box box = mask.box().orElse(new Box(0, 0, 0, 0));
    return Optional.of(
        new AutomaticMask(mask, box, predictedIou, stability, prompt.points().get(0), whole));
  }

  private List<AutomaticMask> suppress(List<AutomaticMask> candidates) {
    float[] scores = new float[candidates.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = candidates.get(i).predictedIou();
    }
    List<Box> boxes = candidates.stream().map(AutomaticMask::box).toList();
    return BoxNms.keep(boxes, scores, settings.boxNmsThreshold()).stream()
        .map(candidates::get)
        .toList();
  }
}
