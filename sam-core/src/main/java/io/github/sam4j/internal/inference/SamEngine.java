// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.inference;

import io.github.sam4j.cache.EmbeddingCacheStatistics;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.internal.memory.Closing;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.internal.ort.StopSignal;
import io.github.sam4j.internal.ort.TensorMemory;
import io.github.sam4j.internal.preprocessing.FrameResize;
import io.github.sam4j.mask.LowResLogits;
import io.github.sam4j.model.SamModel;
import io.github.sam4j.weights.ModelSpec;
import io.github.sam4j.weights.internal.architecture.DecoderWeights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A loaded model, which computes embeddings of images and logits of prompts. Created by
 * {@link EngineLoader}.
 *
 * <p>Safe for use by several threads. Every method throws {@link IllegalStateException} if the
 * engine is closed, even during the call.
 */
public final class SamEngine implements AutoCloseable {
  private final SamModel model;
  private final DecoderWeights decoderWeights;
  private final GraphLoader graphs;
  private final TensorMemory memory;
  private final EmbeddingSource embeddings;
  private final MaskDecoder decoder;
  private final OpenState open;
  private final WorkerThreads workers;
  private @Nullable GridDecoder gridDecoder;

  /** Takes ownership of all closeable arguments. */
  SamEngine(
      SamModel model,
      DecoderWeights decoderWeights,
      GraphLoader graphs,
      TensorMemory memory,
      EmbeddingSource embeddings,
      MaskDecoder decoder,
      OpenState open) {
    this.model = model;
    this.decoderWeights = decoderWeights;
    this.graphs = graphs;
    this.memory = memory;
    this.embeddings = embeddings;
    this.decoder = decoder;
    this.open = open;
    this.workers = new WorkerThreads(open, graphs.settings().workers());
  }

  /** Returns the settings. */
  public EngineSettings settings() {
    return graphs.settings();
  }

  /** Returns the threads that process masks. */
  public WorkerThreads workers() {
    return workers;
  }

  /** Returns the embedding of an image, encoded or from the cache; the caller closes it. */
  public EncodedImage encode(RgbImage image) {
    return encode(image, new StopSignal());
  }

  /**
   * Returns the embedding of an image, encoded or from the cache, and can be stopped; the caller
   * closes it.
   *
   * @throws java.util.concurrent.CancellationException if it was stopped, or this thread is
   *     interrupted while others encode; it stays interrupted
   */
  public EncodedImage encode(RgbImage image, StopSignal stop) {
    return open.whileOpen(() -> {
      FrameResize resize = FrameResize.of(model.spec(), image.width(), image.height());
      return withTokens(resize, embeddings.embedding(image, resize, stop));
    });
  }

  /** Encodes an image without consulting the cache; the caller closes the result. */
  public EncodedImage encodeAnew(RgbImage image) {
    return open.whileOpen(() -> {
      FrameResize resize = FrameResize.of(model.spec(), image.width(), image.height());
      return withTokens(
          resize, embeddings.encode(image, resize, new StopSignal()).embedding());
    });
  }

  private EncodedImage withTokens(FrameResize resize, OrtTensor embedding) {
    try {
      return new EncodedImage(resize, embedding, decoder.imageTokens(embedding));
    } catch (RuntimeException | Error e) {
      embedding.close();
      throw e;
    }
  }

  /** Returns the description of the model. */
  public ModelSpec spec() {
    return model.spec();
  }

  /** Returns the statistics of the embedding cache, if there is one. */
  public Optional<EmbeddingCacheStatistics> cacheStatistics() {
    return embeddings.cacheStatistics();
  }

  /** Returns a copy of the embedding, {@code [1, width, grid, grid]} row-major. */
  public float[] embedding(EncodedImage image) {
    return open.whileOpen(() -> {
      try (OrtTensor copy = memory.stagingFloats(image.embedding().shape())) {
        memory.copy(image.embedding(), copy);
        float[] values = new float[Math.toIntExact(copy.elements())];
        copy.floatBuffer().get(values);
        return values;
      }
    });
  }

  /** Runs prompts of one form through the transformer; the caller closes the result. */
  public AttendedPrompts attend(EncodedImage image, PromptBatch batch) {
    return open.whileOpen(() -> decoder.attend(image, batch));
  }

  /** Draws the given outputs of the given prompts, prompt by prompt. */
  public List<LowResLogits> draw(AttendedPrompts attended, int[] prompts, int[] outputs) {
    return open.whileOpen(() -> decoder.draw(attended, prompts, outputs));
  }

  /** Computes the terms shared by all points on an image; the caller closes the result. */
  public GridImage prepare(EncodedImage image, StopSignal stop) {
    return open.whileOpen(() -> gridDecoder().prepare(image, stop));
  }

  /**
   * Returns a lane for points on an image; the thread that uses it closes it, before the image.
   *
   * @param prompts maximum number of points per batch, at least 1; the lane may use fewer
   */
  public GridLane lane(GridImage image, int prompts) {
    return open.whileOpen(() -> gridDecoder().lane(image, prompts));
  }

  /** Loads the grid decoder on first use, so that callers who only prompt do not pay for it. */
  private synchronized GridDecoder gridDecoder() {
    open.check();
    if (gridDecoder == null) {
      gridDecoder = new GridDecoder(decoderWeights, model.spec(), graphs, memory);
    }
    return gridDecoder;
  }

  /** Returns the graphs that have been loaded so far, with the providers they run on. */
  public Map<String, List<String>> providers() {
    Map<String, List<String>> providers = new LinkedHashMap<>();
    graphs.loaded().forEach(session -> providers.put(session.name(), session.providers()));
    return providers;
  }

  /** Frees sessions and threads. Idempotent. */
  @Override
  public void close() {
    open.close();
    Closing.all(
        workers::close, this::closeGridDecoder, decoder::close, embeddings::close, memory::close);
  }

  private synchronized void closeGridDecoder() {
    if (gridDecoder != null) {
      gridDecoder.close();
    }
  }
}
