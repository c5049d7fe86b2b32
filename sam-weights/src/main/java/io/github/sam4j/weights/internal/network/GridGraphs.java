// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.network;

import io.github.sam4j.weights.ModelSpec;
import io.github.sam4j.weights.internal.architecture.DecoderWeights;
import io.github.sam4j.weights.internal.format.ElementType;
import io.github.sam4j.weights.internal.graph.OnnxGraph;
import io.github.sam4j.weights.internal.graph.Shape;

/**
 * The prompt encoder and mask decoder for many prompts on one image, none of which has a mask: the
 * same function as {@link DecoderGraphs}, split differently. {@link GridTransformer} explains how,
 * and why it is faster.
 *
 * <table>
 * <caption>Inputs and outputs; R = layers · 8 · (5 + P) rows</caption>
 * <tr><th>graph</th><th>in</th><th>out</th></tr>
 * <tr><td>image terms, once per image</td><td>{@code image_tokens [1, 4096, 256]}, {@code size
 *     [2]}: Y and X</td><td>the terms that the other graphs name as inputs</td></tr>
 * <tr><td>transformer</td><td>{@code point_coords [N, P, 2]} (frame pixels), {@code point_labels [N, P]}, terms</td>
 *     <td>{@code shares [N, R, 4096]}, {@code scale [N, 1, 4096]}, {@code rows [N, R, 256]}, {@code mask_kernels [N,
 *     4, 32]}, {@code predicted_iou [N, 4]}</td></tr>
 * <tr><td>upscaling</td><td>{@code shares}, {@code scale}, {@code rows}, {@code kernels [N, K, 32]}, the term
 *     {@code enlarged [Y, X, 256]}</td><td>{@code logits [N, K, 4·Y, 4·X]}</td></tr>
 * <tr><td>chosen upscaling</td><td>{@code shares}, {@code scale}, {@code rows}, {@code enlarged}, {@code mask_kernels},
 *     {@code prompt_index [M]}: prompts to draw, {@code mask_index [S]}: which of their 4·M masks to return</td>
 *     <td>{@code logits [S, 4·Y, 4·X]}</td></tr>
 * </table>
 *
 * <p>There are two graphs for drawing. On a CPU the caller selects kernels from the transformer's
 * output and draws prompt by prompt, so that the working set stays in the caches. On a GPU the
 * transformer's output should not leave the device, so the graph itself selects and returns only
 * the requested masks.
 */
public final class GridGraphs {
  private GridGraphs() {}

  /** Returns the graph that computes the terms shared by all prompts of an image. */
  public static byte[] imageTerms(DecoderWeights weights, ModelSpec spec) {
    // computed once per image, and any error affects every prompt
    OnnxGraph graph = OnnxGraph.inFloat32("image_terms");
    String tokens = graph.input(
        DecoderTensors.IMAGE_TOKENS,
        ElementType.FLOAT32,
        Shape.fixed(1, spec.tokens(), weights.width()));
    String size = graph.input(DecoderTensors.SIZE, ElementType.INT64, Shape.fixed(2));
    new ImageTerms(graph, weights, spec)
        .append(tokens, size, new PositionCode(weights).ofGrid(spec.gridSide()));
    return graph.toBytes();
  }

  /** Returns the graph from points to predicted IoU and the inputs of the upscaling. */
  public static byte[] transformer(DecoderWeights weights, ModelSpec spec) {
    OnnxGraph graph = OnnxGraph.inFloat32("grid_transformer");
    PositionCode positions = new PositionCode(weights);
    String prompt = PromptTokens.append(graph, weights, spec, positions);
    GridTransformer transformer =
        new GridTransformer(graph, weights, spec, positions.ofGrid(spec.gridSide()));
    GridTransformer.Tokens tokens = transformer.append(prompt);
    GridTransformer.ImageTokens image = tokens.image();
    graph.output(
        image.shares(), DecoderTensors.SHARES, Shape.open("N", "R").andFixed(spec.tokens()));
    graph.output(image.scale(), DecoderTensors.SCALE, Shape.open("N").andFixed(1, spec.tokens()));
    graph.output(image.rows(), DecoderTensors.ROWS, Shape.open("N", "R").andFixed(weights.width()));
    new TokenHeads(graph, weights).appendOutputs(tokens.prompt());
    return graph.toBytes();
  }

  /** Returns the graph that draws the logits of the part of the frame that the image covers. */
  public static byte[] upscaling(DecoderWeights weights, ModelSpec spec) {
    OnnxGraph graph = new OnnxGraph("grid_upscaling");
    Drawing in = Drawing.inputs(graph, weights, spec);
    String kernels = graph.input(
        DecoderTensors.KERNELS,
        ElementType.FLOAT32,
        Shape.open("N", "K").andFixed(MaskUpscaling.channels(weights)));
    String logits = GridUpscaling.append(
        graph, weights, spec, in.shares(), in.scale(), in.rows(), in.enlarged(), kernels);
    graph.output(logits, DecoderTensors.LOGITS, Shape.open("N", "K", "H", "W"));
    return graph.toBytes();
  }

  /**
   * Returns the graph that draws selected masks of selected prompts directly from the transformer's
   * output.
   */
  public static byte[] chosenUpscaling(DecoderWeights weights, ModelSpec spec) {
    OnnxGraph graph = new OnnxGraph("chosen_upscaling");
    Drawing in = Drawing.inputs(graph, weights, spec);
    String kernels = graph.input(
        DecoderTensors.MASK_KERNELS,
        ElementType.FLOAT32,
        Shape.open("N").andFixed(DecoderWeights.MASK_TOKENS, MaskUpscaling.channels(weights)));
    String prompts = graph.input(DecoderTensors.PROMPT_INDEX, ElementType.INT64, Shape.open("M"));
    String masks = graph.input(DecoderTensors.MASK_INDEX, ElementType.INT64, Shape.open("S"));
    // all four masks of a prompt: the last product is negligible compared with the steps before it
    String drawn = GridUpscaling.append(
        graph,
        weights,
        spec,
        graph.node("Gather", in.shares(), prompts),
        graph.node("Gather", in.scale(), prompts),
        graph.node("Gather", in.rows(), prompts),
        in.enlarged(),
        graph.node("Gather", kernels, prompts));
    String sides = graph.slice(graph.node("Shape", drawn), 0, 2, 4);
    String oneByOne = graph.node("Reshape", drawn, graph.concat(0, graph.integers(-1), sides));
    graph.output(
        graph.node("Gather", oneByOne, masks), DecoderTensors.LOGITS, Shape.open("S", "H", "W"));
    return graph.toBytes();
  }

  /** The inputs common to both upscaling graphs. */
  private record Drawing(String shares, String scale, String rows, String enlarged) {
    static Drawing inputs(OnnxGraph graph, DecoderWeights weights, ModelSpec spec) {
      int tokens = spec.tokens();
      int enlarged = MaskUpscaling.firstMatrix(weights).side(1);
      return new Drawing(
          graph.input(
              DecoderTensors.SHARES, ElementType.FLOAT32, Shape.open("N", "R").andFixed(tokens)),
          graph.input(
              DecoderTensors.SCALE, ElementType.FLOAT32, Shape.open("N").andFixed(1, tokens)),
          graph.input(
              DecoderTensors.ROWS,
              ElementType.FLOAT32,
              Shape.open("N", "R").andFixed(weights.width())),
          graph.input(
              DecoderTensors.ENLARGED,
              ElementType.FLOAT32,
              Shape.open("Y", "X").andFixed(enlarged)));
    }
  }

  /**
   * Returns the number of rows R for prompts with the given number of points, including padding
   * points.
   */
  public static int rows(DecoderWeights weights, int points) {
    return weights.depth() * DecoderWeights.HEADS * (1 + DecoderWeights.MASK_TOKENS + points);
  }
}
