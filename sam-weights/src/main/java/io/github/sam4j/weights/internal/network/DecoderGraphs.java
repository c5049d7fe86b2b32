// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.network;

import io.github.sam4j.weights.ModelSpec;
import io.github.sam4j.weights.internal.architecture.DecoderWeights;
import io.github.sam4j.weights.internal.format.ElementType;
import io.github.sam4j.weights.internal.graph.OnnxGraph;
import io.github.sam4j.weights.internal.graph.Shape;

/**
 * The four graphs that together form SAM's prompt encoder and mask decoder.
 *
 * <p>They are split where a caller can save work: the image tokens are computed once per image; the
 * transformer yields the predicted IoU before any mask is drawn; the upscaling, as expensive as the
 * transformer, runs only for requested masks. {@code B} below is 1 if all prompts share their image
 * tokens, and N if each has a mask prompt and therefore image tokens of its own. Letters denote
 * open sizes; numbers are those of SAM 1.
 *
 * <table>
 * <caption>Inputs and outputs</caption>
 * <tr><th>graph</th><th>in</th><th>out</th></tr>
 * <tr><td>image tokens</td><td>{@code embedding [1, 256, 64, 64]}</td><td>{@code image_tokens [1, 4096, 256]}</td></tr>
 * <tr><td>masked image tokens</td><td>{@code embedding}, {@code mask_logits [N, 1, 256, 256]}</td>
 *     <td>{@code image_tokens [N, 4096, 256]}</td></tr>
 * <tr><td>transformer</td><td>{@code image_tokens [B, 4096, 256]}, {@code point_coords [N, P, 2]} (frame pixels),
 *     {@code point_labels [N, P]}</td><td>{@code attended_tokens [N, 4096, 256]}, {@code mask_kernels [N, 4, 32]},
 *     {@code predicted_iou [N, 4]}</td></tr>
 * <tr><td>upscaling</td><td>{@code attended_tokens [N, 4096, 256]}, {@code prompt_index [M]}, {@code kernels [M, K,
 *     32]}</td><td>{@code logits [M, K, 256, 256]}</td></tr>
 * </table>
 */
public final class DecoderGraphs {
  private static final float CHANNEL_NORM_EPSILON = 1e-6f;

  private DecoderGraphs() {}

  /** Returns the length of a mask kernel; 32 in every published SAM. */
  public static int kernelLength(DecoderWeights weights) {
    return MaskUpscaling.channels(weights);
  }

  /** Returns the graph that turns an embedding into image tokens for prompts without a mask. */
  public static byte[] imageTokens(DecoderWeights weights, ModelSpec spec) {
    // for a single addition, casts would cost more than they save
    OnnxGraph graph = OnnxGraph.inFloat32("image_tokens");
    int width = weights.width();
    String embedding = graph.input(
        DecoderTensors.EMBEDDING,
        ElementType.FLOAT32,
        Shape.fixed(1, width, spec.gridSide(), spec.gridSide()));
    String tokens = graph.transpose(graph.reshape(embedding, 0, 0, -1), 0, 2, 1);
    String noMask =
        graph.constant("no_mask_embed", weights.get("prompt_encoder.no_mask_embed.weight"));
    graph.output(
        graph.add(tokens, noMask),
        DecoderTensors.IMAGE_TOKENS,
        Shape.fixed(1, spec.tokens(), width));
    return graph.toBytes();
  }

  /**
   * Returns the graph that turns an embedding and one mask of logits per prompt into image tokens.
   */
  public static byte[] maskedImageTokens(DecoderWeights weights, ModelSpec spec) {
    OnnxGraph graph = OnnxGraph.inFloat32("masked_image_tokens");
    int width = weights.width();
    String embedding = graph.input(
        DecoderTensors.EMBEDDING,
        ElementType.FLOAT32,
        Shape.fixed(1, width, spec.gridSide(), spec.gridSide()));
    String logits = graph.input(
        DecoderTensors.MASK_LOGITS,
        ElementType.FLOAT32,
        Shape.open("N").andFixed(1, spec.logitSide(), spec.logitSide()));
    String mask = graph.inEitherPrecision(() -> MaskDownscaling.append(graph, weights, logits));
    String sum = graph.add(embedding, mask);
    String tokens = graph.transpose(graph.reshape(sum, 0, 0, -1), 0, 2, 1);
    graph.output(
        tokens, DecoderTensors.IMAGE_TOKENS, Shape.open("N").andFixed(spec.tokens(), width));
    return graph.toBytes();
  }

  /**
   * Returns the graph of the prompt encoder, the two-way transformer and the heads that need only
   * tokens.
   */
  public static byte[] transformer(DecoderWeights weights, ModelSpec spec) {
    OnnxGraph graph = OnnxGraph.inFloat32("transformer");
    int width = weights.width();
    String image = graph.input(
        DecoderTensors.IMAGE_TOKENS,
        ElementType.FLOAT32,
        Shape.open("B").andFixed(spec.tokens(), width));
    PositionCode positions = new PositionCode(weights);
    String prompt = PromptTokens.append(graph, weights, spec, positions);
    TwoWayTransformer transformer =
        new TwoWayTransformer(graph, weights, positions.ofGrid(spec.gridSide()));
    TwoWayTransformer.Tokens tokens = transformer.append(prompt, image);
    graph.output(
        tokens.image(),
        DecoderTensors.ATTENDED_TOKENS,
        Shape.open("N").andFixed(spec.tokens(), width));
    new TokenHeads(graph, weights).appendOutputs(tokens.prompt());
    return graph.toBytes();
  }

  /** Returns the graph that draws the logits of selected masks of selected prompts. */
  public static byte[] upscaling(DecoderWeights weights, ModelSpec spec) {
    OnnxGraph graph = new OnnxGraph("upscaling");
    int width = weights.width();
    String image = graph.input(
        DecoderTensors.ATTENDED_TOKENS,
        ElementType.FLOAT32,
        Shape.open("N").andFixed(spec.tokens(), width));
    String index = graph.input(DecoderTensors.PROMPT_INDEX, ElementType.INT64, Shape.open("M"));
    String kernels = graph.input(
        DecoderTensors.KERNELS,
        ElementType.FLOAT32,
        Shape.open("M", "K").andFixed(MaskUpscaling.channels(weights)));
    String chosen = graph.node("Gather", image, index);
    graph.output(
        MaskUpscaling.append(graph, weights, spec, chosen, kernels),
        DecoderTensors.LOGITS,
        Shape.open("M", "K").andFixed(spec.logitSide(), spec.logitSide()));
    return graph.toBytes();
  }

  /** Adds a norm over the channels of every token, equivalent to SAM's LayerNorm2d. */
  static String channelNorm(OnnxGraph graph, DecoderWeights weights, String x, String name) {
    return graph.layerNorm(
        x,
        graph.constant(name + ".weight", weights.get(name + ".weight")),
        graph.constant(name + ".bias", weights.get(name + ".bias")),
        CHANNEL_NORM_EPSILON);
  }
}
