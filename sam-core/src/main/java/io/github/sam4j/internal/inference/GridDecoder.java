// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.inference;

import io.github.sam4j.internal.memory.Closing;
import io.github.sam4j.internal.ort.OrtSession;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.internal.ort.StopSignal;
import io.github.sam4j.internal.ort.TensorMemory;
import io.github.sam4j.weights.ModelSpec;
import io.github.sam4j.weights.internal.architecture.DecoderWeights;
import io.github.sam4j.weights.internal.network.DecoderTensors;
import io.github.sam4j.weights.internal.network.GridGraphs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The decoder for grids of points: three sessions over the graphs of {@link GridGraphs}, namely the
 * image terms, the transformer, and the upscaling that suits the {@link BatchPolicy} of the
 * settings.
 */
final class GridDecoder implements AutoCloseable {
  private final DecoderWeights weights;
  private final BatchPolicy policy;
  private final TensorMemory memory;
  private final OrtSession imageTerms;
  private final OrtSession transformer;
  private final OrtSession upscaling;

  GridDecoder(DecoderWeights weights, ModelSpec spec, GraphLoader loader, TensorMemory memory) {
    this.weights = weights;
    this.memory = memory;
    this.policy = loader.settings().batching();
    List<OrtSession> loaded = new ArrayList<>();
    try {
      loaded.add(loader.load("image terms graph", GridGraphs.imageTerms(weights, spec)));
      byte[] transformerGraph = GridGraphs.transformer(weights, spec);
      switch (policy) {
        case PROMPTWISE -> {
          // one thread per run: concurrent lanes use the cores better than threads that synchronise
          // after every operator
          loaded.add(loader.load("grid transformer graph", transformerGraph, 1));
          loaded.add(loader.load("grid upscaling graph", GridGraphs.upscaling(weights, spec), 1));
        }
        case BATCHED -> {
          loaded.add(loader.load("grid transformer graph", transformerGraph));
          loaded.add(
              loader.load("chosen upscaling graph", GridGraphs.chosenUpscaling(weights, spec)));
        }
      }
    } catch (RuntimeException | Error e) {
      loader.discard(loaded, e);
      throw e;
    }
    imageTerms = loaded.get(0);
    transformer = loaded.get(1);
    upscaling = loaded.get(2);
  }

  /** Computes the terms shared by all prompts of an image; the caller closes the result. */
  GridImage prepare(EncodedImage image, StopSignal stop) {
    GridSize size = GridSize.of(image.resize());
    Map<String, OrtTensor> terms = new LinkedHashMap<>();
    try (OrtTensor sides = memory.stagingLongs(2)) {
      sides.longBuffer().put(size.rows()).put(size.columns());
      imageTerms.outputs().forEach((name, type) -> {
        long[] shape = type.shape().stream().mapToLong(Long::longValue).toArray();
        if (name.equals(DecoderTensors.ENLARGED)) {
          shape[0] = size.rows();
          shape[1] = size.columns();
        }
        terms.put(name, memory.deviceFloats(shape));
      });
      imageTerms.run(
          Map.of(DecoderTensors.IMAGE_TOKENS, image.imageTokens(), DecoderTensors.SIZE, sides),
          terms,
          stop);
      return new GridImage(image.resize(), size, terms);
    } catch (RuntimeException | Error e) {
      Closing.after(e, () -> Closing.each(terms.values(), OrtTensor::close));
      throw e;
    }
  }

  /**
   * Returns a lane for prompts of one point on an image; the caller closes it before the image.
   *
   * @param prompts maximum number of prompts in a batch
   */
  GridLane lane(GridImage image, int prompts) {
    AttendedPoints points = new AttendedPoints(
        weights, transformer, memory, image, prompts, policy == BatchPolicy.PROMPTWISE);
    try {
      return new GridLane(image, points, drawing(image, points, prompts));
    } catch (RuntimeException | Error e) {
      points.close();
      throw e;
    }
  }

  private MaskDrawing drawing(GridImage image, AttendedPoints points, int prompts) {
    return switch (policy) {
      case PROMPTWISE -> new PromptwiseDrawing(weights, upscaling, memory, image, points);
      case BATCHED -> new BatchedDrawing(upscaling, memory, image, points, prompts);
    };
  }

  @Override
  public void close() {
    Closing.all(upscaling::close, transformer::close, imageTerms::close);
  }
}
