// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.network;

import io.github.sam4j.weights.ModelSpec;
import io.github.sam4j.weights.WeightTensor;
import io.github.sam4j.weights.internal.architecture.TinyVitWeights;
import io.github.sam4j.weights.internal.format.ElementType;
import io.github.sam4j.weights.internal.graph.OnnxGraph;
import io.github.sam4j.weights.internal.graph.OnnxModel;
import io.github.sam4j.weights.internal.graph.Shape;

/**
 * The TinyViT image encoder of MobileSAM as one graph, from normalized {@code pixels [1, 3, frame,
 * frame]} to {@code embedding [1, width, grid, grid]}.
 *
 * <p>The first stage, whose arrays are the largest, consists of convolutions with channels first;
 * with the help of {@link io.github.sam4j.weights.internal.graph.BlockedGelu}, ONNX Runtime keeps
 * its values in the blocked layout from the first convolution to the last. Later stages have
 * channels last, so that 1 × 1 convolutions are plain products, and norms and activations follow
 * them without a change of layout; only the depthwise convolutions need a change of layout before
 * and after.
 *
 * <p>The reference pads windows with zeros before the norm, so padding tokens become the norm's
 * shift. Here that shift is folded into the biases of queries, keys and values. The norm and the
 * products then apply to real tokens only, and the padding is zero when windows are cut.
 */
public final class TinyVitEncoder {
  private static final String PREFIX = TinyVitWeights.PREFIX;

  /** Epsilon of the norms within blocks. */
  private static final float EPSILON = 1e-5f;

  private static final int PATCH = 4;
  private static final int CHANNELS = 3;

  private final OnnxGraph graph;
  private final TinyVitWeights weights;
  private final ModelSpec spec;

  private TinyVitEncoder(TinyVitWeights weights, ModelSpec spec, OnnxGraph graph) {
    this.graph = graph;
    this.weights = weights;
    this.spec = spec;
  }

  /** Completes an empty graph. */
  static OnnxModel graph(TinyVitWeights weights, ModelSpec spec, OnnxGraph graph) {
    TinyVitEncoder encoder = new TinyVitEncoder(weights, spec, graph);
    encoder.append();
    return encoder.graph.toModel();
  }

  private void append() {
    int frame = spec.frameSide();
    String pixels =
        graph.input("pixels", ElementType.FLOAT32, Shape.fixed(1, CHANNELS, frame, frame));
    String tokens = convolutions(pixels);
    int side = frame / PATCH / 2;
    for (int stage = 1; stage < weights.stages(); stage++) {
      for (int i = 0; i < weights.blocks(stage); i++) {
        tokens = attentionBlock(stage, i, side, tokens);
      }
      if (stage + 1 < weights.stages()) {
        // stages halve the side until it equals that of the embedding
        int stride = side > spec.gridSide() ? 2 : 1;
        tokens = merging(TinyVitWeights.stage(stage) + ".downsample", stride, tokens);
        side /= stride;
      }
    }
    String embedding = ImageNeck.append(graph, weights::get, PREFIX + "neck.", tokens);
    graph.output(embedding, "embedding", Shape.fixed(1, weights.outputWidth(), side, side));
  }

  /**
   * Adds the patch embedding and the first stage including its merging, with channels first until
   * the last product.
   */
  private String convolutions(String pixels) {
    String first = PREFIX + "patch_embed.seq.0";
    String half = graph.inFloat32(() -> convolution(first, 2, 1, pixels));
    String planes = convolution(PREFIX + "patch_embed.seq.2", 2, 1, graph.gelu(half));
    for (int i = 0; i < weights.blocks(0); i++) {
      String block = TinyVitWeights.block(0, i);
      String narrow = convolution(block + ".conv3", 1, 0, expanded(block, 1, planes));
      planes = graph.gelu(graph.add(narrow, planes));
    }
    String merging = TinyVitWeights.stage(0) + ".downsample";
    String tokens = graph.transpose(expanded(merging, 2, planes), 0, 2, 3, 1);
    return product(merging + ".conv3", tokens);
  }

  /** Adds an expansion of the channels followed by a depthwise convolution. */
  private String expanded(String name, int stride, String planes) {
    String wide = graph.gelu(convolution(name + ".conv1", 1, 0, planes));
    return graph.gelu(filters(name + ".conv2", stride, wide));
  }

  private String merging(String name, int stride, String tokens) {
    String first = name + ".conv1";
    String wide = graph.geluOfLinear(tokens, ofOnePixel(first), constant(first + ".bias"));
    String filtered = graph.gelu(filtersOfTokens(name + ".conv2", stride, wide));
    return product(name + ".conv3", filtered);
  }

  private String attentionBlock(int stage, int index, int side, String tokens) {
    String block = TinyVitWeights.block(stage, index);
    String attended = new TinyVitAttention(graph, weights, stage, index, side).append(tokens);
    String filtered = filtersOfTokens(block + ".local_conv", 1, graph.add(tokens, attended));
    String first = block + ".mlp.fc1";
    String hidden = graph.geluOfLinear(
        norm(block + ".mlp.norm", filtered), transposed(first), constant(first + ".bias"));
    String second = block + ".mlp.fc2";
    return graph.add(
        filtered, graph.linear(hidden, transposed(second), constant(second + ".bias")));
  }

  /** Adds a 1 × 1 convolution, channels last. */
  private String product(String name, String tokens) {
    return graph.linear(tokens, ofOnePixel(name), constant(name + ".bias"));
  }

  /** Returns the filters of a 1 × 1 convolution as a matrix. */
  private String ofOnePixel(String name) {
    WeightTensor filters = weights.get(name + ".weight");
    return graph.constant(
        name + ".weight", filters.reshape(filters.side(0), filters.side(1)).transpose());
  }

  private String transposed(String name) {
    return graph.constant(name + ".weight", weights.get(name + ".weight").transpose());
  }

  private String convolution(String name, int stride, int padding, String planes) {
    return graph.convolution(
        planes, constant(name + ".weight"), constant(name + ".bias"), stride, padding, 1);
  }

  /** Adds a depthwise convolution, channels first. */
  private String filters(String name, int stride, String planes) {
    int channels = weights.get(name + ".weight").side(0);
    return graph.convolution(
        planes, constant(name + ".weight"), constant(name + ".bias"), stride, 1, channels);
  }

  private String filtersOfTokens(String name, int stride, String tokens) {
    String planes = graph.transpose(tokens, 0, 3, 1, 2);
    return graph.transpose(filters(name, stride, planes), 0, 2, 3, 1);
  }

  private String norm(String name, String x) {
    return graph.layerNorm(x, constant(name + ".weight"), constant(name + ".bias"), EPSILON);
  }

  private String constant(String name) {
    return graph.constant(name, weights.get(name));
  }
}
