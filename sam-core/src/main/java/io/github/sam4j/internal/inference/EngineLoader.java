// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.inference;

import io.github.sam4j.cache.EmbeddingCacheSettings;
import io.github.sam4j.internal.cache.EmbeddingStore;
import io.github.sam4j.internal.memory.Closing;
import io.github.sam4j.internal.ort.OrtSession;
import io.github.sam4j.internal.ort.SessionSettings;
import io.github.sam4j.internal.ort.TensorMemory;
import io.github.sam4j.model.InferenceException;
import io.github.sam4j.model.SamModel;
import io.github.sam4j.weights.internal.architecture.DecoderWeights;
import io.github.sam4j.weights.internal.architecture.EncoderWeights;
import io.github.sam4j.weights.internal.graph.OnnxModel;
import io.github.sam4j.weights.internal.network.EncoderGraphs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads the graphs of a model, and reports failures in terms of the model's files. */
public final class EngineLoader {
  private static final Logger LOG = LoggerFactory.getLogger(EngineLoader.class);
  private static final String ENCODER = "image encoder";

  private final SamModel model;
  private final DecoderWeights decoderWeights;
  private final Optional<OnnxModel> encoderGraph;
  private final GraphLoader graphs;
  private final EngineSettings settings;
  private final TensorMemory memory;

  private EngineLoader(SamModel model, GraphLoader graphs, TensorMemory memory) {
    this.model = model;
    this.decoderWeights = DecoderWeights.of(model.decoder());
    this.encoderGraph = encoderGraph(model);
    this.graphs = graphs;
    this.settings = graphs.settings();
    this.memory = memory;
  }

  private static Optional<OnnxModel> encoderGraph(SamModel model) {
    try {
      return model
          .encoder()
          .map(tensors -> EncoderGraphs.of(EncoderWeights.of(tensors), model.spec()));
    } catch (UncheckedIOException e) {
      // weights that become small constants are read at once
      throw unreadable(model, new IOException(e.getMessage(), e));
    }
  }

  /**
   * Loads a model; the caller closes the engine.
   *
   * @throws IllegalArgumentException if ONNX Runtime can't load the encoder's file as a graph, the
   *     graph isn't an image encoder that fits the decoder, or the path of the embedding folder is
   *     a file
   * @throws InferenceException if ONNX Runtime can't load a graph for the device
   * @throws UncheckedIOException if the encoder file can't be read, or the embedding folder can't
   *     be created
   */
  public static SamEngine load(SamModel model, EngineSettings settings) {
    return load(model, settings, TensorMemory.of(settings.session("memory")));
  }

  /**
   * Loads a model as {@link #load(SamModel, EngineSettings)} does, but rewrites its graphs.
   * Embeddings are not cached, because cache keys do not identify the rewriter.
   */
  public static SamEngine load(SamModel model, EngineSettings settings, GraphRewriter rewriter) {
    TensorMemory memory = TensorMemory.of(settings.session("memory"));
    return load(model, new GraphLoader(settings.withoutEmbeddingCache(), rewriter), memory);
  }

  /** Loads a model with its tensors in the given memory, of which it takes ownership. */
  static SamEngine load(SamModel model, EngineSettings settings, TensorMemory memory) {
    return load(model, new GraphLoader(settings, GraphRewriter.of(settings)), memory);
  }

  private static SamEngine load(SamModel model, GraphLoader graphs, TensorMemory memory) {
    Deque<Runnable> opened = new ArrayDeque<>(List.of(memory::close));
    try {
      return new EngineLoader(model, graphs, memory).load(opened);
    } catch (RuntimeException | Error e) {
      Closing.after(e, opened.toArray(Runnable[]::new));
      throw e;
    }
  }

  private SamEngine load(Deque<Runnable> opened) {
    // checked before loading but created after it, so that a failure leaves no folder behind
    settings.embeddingCache().ifPresent(cache -> EmbeddingStore.checkFolder(cache.folder()));
    ImageEncoder encoder = loadEncoder();
    opened.push(encoder::close);
    MaskDecoder decoder = loadDecoder();
    opened.push(decoder::close);
    OpenState open = new OpenState();
    EmbeddingSource embeddings = new EmbeddingSource(
        encoder, openCache(encoder.embeddingShape()), settings.imagesInFlight(), open);
    LOG.info("model {} runs with {}", model.name(), settings);
    return new SamEngine(model, decoderWeights, graphs, memory, embeddings, decoder, open);
  }

  private ImageEncoder loadEncoder() {
    try {
      return new ImageEncoder(
          encoderSession(),
          memory,
          model.spec(),
          decoderWeights.width(),
          settings.encodesOnFixedTensors());
    } catch (IOException e) {
      throw unreadable(e);
    } catch (UncheckedIOException e) {
      throw unreadable(new IOException(e.getMessage(), e));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(model.encoderSource() + ": " + e.getMessage(), e);
    } catch (InferenceException e) {
      String message = model.encoderSource() + ": " + e.getMessage();
      throw isCausedByFile()
          ? new IllegalArgumentException(message, e)
          : new InferenceException(message, e);
    }
  }

  private OrtSession encoderSession() throws IOException {
    return encoderGraph.isPresent()
        ? graphs.loadFixed(ENCODER, encoderGraph.get(), model::encoderSha256)
        : graphs.loadFixed(ENCODER, model.encoderFile().orElseThrow());
  }

  private MaskDecoder loadDecoder() {
    try {
      return new MaskDecoder(decoderWeights, model.spec(), graphs, memory);
    } catch (UncheckedIOException e) {
      // only checkpoints are read lazily: the weights of a decoder file are in memory
      throw unreadable(new IOException(e.getMessage(), e));
    }
  }

  private UncheckedIOException unreadable(IOException reason) {
    return unreadable(model, reason);
  }

  private static UncheckedIOException unreadable(SamModel model, IOException reason) {
    return new UncheckedIOException(model.encoderSource() + ": " + reason.getMessage(), reason);
  }

  /**
   * Returns whether loading the encoder failed because of its file rather than the device: the
   * graph is used unchanged, and the CPU can't load it either.
   */
  private boolean isCausedByFile() {
    Optional<Path> file = model.encoderFile();
    if (file.isEmpty()) {
      return false;
    }
    if (!settings.device().isGpu()) {
      return true;
    }
    try {
      OrtSession.load(ENCODER, file.get(), SessionSettings.cpu(settings.threads()))
          .close();
      return false;
    } catch (IllegalArgumentException | InferenceException e) {
      return true;
    }
  }

  private @Nullable CachedEmbeddings openCache(long[] embeddingShape) {
    if (settings.embeddingCache().isEmpty()) {
      return null;
    }
    EmbeddingCacheSettings cache = settings.embeddingCache().get();
    return new CachedEmbeddings(
        EmbeddingStore.open(cache),
        EmbeddingOrigin.keys(model, encoderGraph, settings, cache.stored()),
        memory,
        embeddingShape);
  }
}
