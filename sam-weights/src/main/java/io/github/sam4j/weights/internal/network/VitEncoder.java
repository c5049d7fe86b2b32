// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.network;

import io.github.sam4j.weights.WeightTensor;
import io.github.sam4j.weights.internal.architecture.VitWeights;
import io.github.sam4j.weights.internal.format.ElementType;
import io.github.sam4j.weights.internal.graph.OnnxGraph;
import io.github.sam4j.weights.internal.graph.OnnxModel;
import io.github.sam4j.weights.internal.graph.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * SAM's ViT image encoder as one graph, from normalized {@code pixels [1, 3, frame, frame]} to
 * {@code embedding [1, width, grid, grid]}.
 *
 * <p>Tokens keep their channels last from the first product to the neck. Attention is described at
 * {@link VitAttention}.
 */
public final class VitEncoder {
  private static final String PREFIX = VitWeights.PREFIX;
  private static final float EPSILON = 1e-6f;
  private static final int CHANNELS = 3;

  private final OnnxGraph graph;
  private final VitWeights weights;
  private final List<String> stages = new ArrayList<>();

  private VitEncoder(VitWeights weights, OnnxGraph graph) {
    this.graph = graph;
    this.weights = weights;
  }

  /** Completes an empty graph; weights are read only when it is written. */
  static OnnxModel graph(VitWeights weights, OnnxGraph graph) {
    VitEncoder encoder = new VitEncoder(weights, graph);
    encoder.append();
    return encoder.graph.toModel();
  }

  /**
   * Completes an empty graph with additional outputs {@code [1, grid, grid, width]}:
   * {@code stage_0} for the patches before positions are added, and {@code stage_1},
   * {@code stage_2} … after each block.
   */
  public static OnnxModel graphWithStages(VitWeights weights, OnnxGraph graph) {
    VitEncoder encoder = new VitEncoder(weights, graph);
    encoder.append();
    for (int i = 0; i < encoder.stages.size(); i++) {
      encoder.graph.output(
          encoder.stages.get(i),
          "stage_" + i,
          Shape.fixed(1, weights.grid(), weights.grid(), weights.width()));
    }
    return encoder.graph.toModel();
  }

  private void append() {
    int side = weights.grid() * weights.patch();
    String pixels =
        graph.input("pixels", ElementType.FLOAT32, Shape.fixed(1, CHANNELS, side, side));
    String patches = graph.inFloat32(() -> patches(pixels));
    stages.add(patches);
    String tokens = graph.add(patches, constant("pos_embed"));
    for (int i = 0; i < weights.depth(); i++) {
      tokens = block(i, tokens);
      stages.add(tokens);
    }
    String embedding = ImageNeck.append(graph, weights::get, PREFIX + "neck.", tokens);
    graph.output(
        embedding,
        "embedding",
        Shape.fixed(1, weights.outputWidth(), weights.grid(), weights.grid()));
  }

  /** Adds the patch embedding, a convolution whose stride equals its size, as a product. */
  private String patches(String pixels) {
    int grid = weights.grid();
    int patch = weights.patch();
    int values = CHANNELS * patch * patch;
    String cut = graph.reshape(pixels, CHANNELS, grid, patch, grid, patch);
    String rows = graph.reshape(graph.transpose(cut, 1, 3, 0, 2, 4), 1, grid, grid, values);
    String name = PREFIX + "patch_embed.proj";
    WeightTensor filters = weights.get(name + ".weight");
    return graph.linear(
        rows,
        graph.constant(
            name + ".weight", filters.reshape(weights.width(), values).transpose()),
        constant("patch_embed.proj.bias"));
  }

  private String block(int index, String tokens) {
    String block = VitWeights.block(index);
    String attended =
        new VitAttention(graph, weights, index).append(norm(block + ".norm1", tokens));
    String between = graph.add(tokens, attended);
    String lin1 = block + ".mlp.lin1";
    String hidden = graph.geluOfLinear(
        norm(block + ".norm2", between), transposed(lin1 + ".weight"), bias(lin1));
    return graph.add(between, linear(block + ".mlp.lin2", hidden));
  }

  private String norm(String name, String x) {
    return graph.layerNorm(
        x,
        graph.constant(name + ".weight", weights.get(name + ".weight")),
        graph.constant(name + ".bias", weights.get(name + ".bias")),
        EPSILON);
  }

  private String linear(String name, String x) {
    return graph.linear(x, transposed(name + ".weight"), bias(name));
  }

  private String transposed(String name) {
    return graph.constant(name, weights.get(name).transpose());
  }

  private String bias(String name) {
    return graph.constant(name + ".bias", weights.get(name + ".bias"));
  }

  private String constant(String name) {
    return graph.constant(PREFIX + name, weights.get(PREFIX + name));
  }
}
