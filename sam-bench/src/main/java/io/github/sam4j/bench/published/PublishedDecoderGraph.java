// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.published;

import io.github.sam4j.weights.ModelSpec;
import io.github.sam4j.weights.internal.architecture.DecoderWeights;
import io.github.sam4j.weights.internal.format.ElementType;
import io.github.sam4j.weights.internal.graph.Attributes;
import io.github.sam4j.weights.internal.graph.OnnxGraph;
import io.github.sam4j.weights.internal.graph.Shape;
import java.util.List;

/**
 * SAM's prompt encoder and mask decoder in the published form, as one ONNX graph.
 *
 * <p>The embedding is repeated once per prompt, all image tokens are projected by every attention,
 * the upscaling is two transposed convolutions with channels first, and all four masks are drawn
 * before three of them are taken.
 */
final class PublishedDecoderGraph {
  private static final int GRID = ModelSpec.sam1().gridSide();
  private static final int MASKS = DecoderWeights.MASK_TOKENS;
  private static final float CHANNEL_NORM_EPSILON = 1e-6f;
  private static final String UPSCALING = "mask_decoder.output_upscaling.";

  private final OnnxGraph graph = new OnnxGraph("published_decoder");
  private final DecoderWeights weights;

  private PublishedDecoderGraph(DecoderWeights weights) {
    this.weights = weights;
  }

  /**
   * Returns the graph: {@code embedding [1, width, 64, 64]} and {@code point_coords [N, 1, 2]} to
   * {@code logits [N, 3, 256, 256]} and {@code predicted_iou [N, 3]}.
   */
  static byte[] of(DecoderWeights weights) {
    return new PublishedDecoderGraph(weights).build();
  }

  private byte[] build() {
    int width = weights.width();
    String embedding =
        graph.input("embedding", ElementType.FLOAT32, Shape.fixed(1, width, GRID, GRID));
    String coords =
        graph.input("point_coords", ElementType.FLOAT32, Shape.open("N").andFixed(1, 2));
    String prompts = graph.node(
        "Shape", List.of(Attributes.integer("start", 0), Attributes.integer("end", 1)), coords);
    PublishedPrompts encoder = new PublishedPrompts(graph, weights);
    PublishedTransformer transformer = new PublishedTransformer(graph, weights);
    PublishedTransformer.Tokens tokens = transformer.append(
        encoder.tokens(coords, prompts), imageTokens(embedding, prompts), encoder.ofGrid(GRID));
    String image = graph.reshape(graph.transpose(tokens.image(), 0, 2, 1), 0, 0, GRID, GRID);
    String channels = graph.reshape(upscale(image), 0, 0, -1);
    String kernels = kernels(transformer, tokens.prompt());
    String logits = graph.reshape(graph.matMul(kernels, channels), 0, 0, 4L * GRID, 4L * GRID);
    String iouToken = graph.reshape(graph.slice(tokens.prompt(), 1, 0, 1), 0, -1);
    String iou = transformer.perceptron("mask_decoder.iou_prediction_head", iouToken);
    graph.output(
        graph.slice(logits, 1, 1, MASKS),
        "logits",
        Shape.open("N").andFixed(MASKS - 1, 4L * GRID, 4L * GRID));
    graph.output(
        graph.slice(iou, 1, 1, MASKS), "predicted_iou", Shape.open("N").andFixed(MASKS - 1));
    return graph.toBytes();
  }

  private String imageTokens(String embedding, String prompts) {
    String shape = graph.concat(0, prompts, graph.integers(1, 1, 1));
    String repeated = graph.node("Expand", embedding, shape);
    String noMask = graph.constant(
        "no_mask_embed",
        weights.get("prompt_encoder.no_mask_embed.weight").reshape(1, weights.width(), 1, 1));
    return graph.transpose(graph.reshape(graph.add(repeated, noMask), 0, 0, -1), 0, 2, 1);
  }

  private String kernels(PublishedTransformer transformer, String tokens) {
    String[] kernels = new String[MASKS];
    for (int i = 0; i < MASKS; i++) {
      kernels[i] = transformer.perceptron(
          "mask_decoder.output_hypernetworks_mlps." + i, graph.slice(tokens, 1, 1 + i, 2 + i));
    }
    return graph.concat(1, kernels);
  }

  private String upscale(String image) {
    String twice = channelNorm(UPSCALING + "1", transposedConvolution(UPSCALING + "0", image));
    return graph.gelu(transposedConvolution(UPSCALING + "3", graph.gelu(twice)));
  }

  private String transposedConvolution(String name, String x) {
    return graph.node(
        "ConvTranspose",
        List.of(Attributes.integers("kernel_shape", 2, 2), Attributes.integers("strides", 2, 2)),
        x,
        graph.constant(name + ".weight", weights.get(name + ".weight")),
        graph.constant(name + ".bias", weights.get(name + ".bias")));
  }

  /** The norm over channels, spelled out as the reference does: channels come first. */
  private String channelNorm(String name, String x) {
    String centred = graph.node("Sub", x, meanOfChannels(x));
    String variance = meanOfChannels(graph.multiply(centred, centred));
    String deviation = graph.node("Sqrt", graph.add(variance, graph.scalar(CHANNEL_NORM_EPSILON)));
    String normed = graph.node("Div", centred, deviation);
    return graph.add(
        graph.multiply(normed, perChannel(name + ".weight")), perChannel(name + ".bias"));
  }

  private String meanOfChannels(String x) {
    return graph.node("ReduceMean", List.of(Attributes.integers("axes", 1)), x);
  }

  private String perChannel(String name) {
    return graph.constant(name, weights.get(name).reshape(weights.get(name).side(0), 1, 1));
  }
}
