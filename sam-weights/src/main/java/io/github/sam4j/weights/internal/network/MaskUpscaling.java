// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.network;

import io.github.sam4j.weights.ModelSpec;
import io.github.sam4j.weights.WeightTensor;
import io.github.sam4j.weights.internal.architecture.DecoderWeights;
import io.github.sam4j.weights.internal.graph.Attributes;
import io.github.sam4j.weights.internal.graph.OnnxGraph;
import java.util.List;

/**
 * Enlarges image tokens fourfold and draws masks with their kernels.
 *
 * <p>Both transposed convolutions have a kernel as large as their stride, so each is one matrix
 * product per token whose columns are the four pixels it becomes. Channels stay innermost
 * throughout, as the norm and the next product require. Pixels stay in block order (y, x, dy1, dx1,
 * dy2, dx2); only the final logits, which have few channels, are rearranged into rows.
 *
 * <p>A token of {@code width} channels becomes four pixels of {@code inner} channels, 64 in every
 * published SAM, and each of these four of {@code channels}, 32.
 */
final class MaskUpscaling {
  private static final String PREFIX = "mask_decoder.output_upscaling.";

  private MaskUpscaling() {}

  /**
   * Returns the channels of the enlarged tokens and the length of a kernel; 32 in every published
   * SAM.
   */
  static int channels(DecoderWeights weights) {
    return weights.get(PREFIX + "3.weight").side(1);
  }

  /**
   * Adds the upscaling.
   *
   * @param tokens {@code [M, S, width]}
   * @param kernels {@code [M, K, channels]}
   * @return logits {@code [M, K, 256, 256]}
   */
  static String append(
      OnnxGraph graph, DecoderWeights weights, ModelSpec spec, String tokens, String kernels) {
    // as one matrix over all masks, because the runtime fuses the bias only into two-dimensional
    // products
    String twice = graph.node(
        "Gemm",
        graph.reshape(tokens, -1, weights.width()),
        graph.constant("first_matrix", firstMatrix(weights)),
        graph.constant("first_bias", firstBias(weights)));
    return finish(
        graph,
        weights,
        twice,
        kernels,
        graph.integers(0, 0, spec.gridSide(), spec.gridSide(), 2, 2, 2, 2));
  }

  /** Returns the first transposed convolution as a matrix {@code [width, 4·inner]}. */
  static WeightTensor firstMatrix(DecoderWeights weights) {
    return matrix(weights, PREFIX + "0");
  }

  /** Returns the bias of the first transposed convolution, {@code [4·inner]}. */
  static WeightTensor firstBias(DecoderWeights weights) {
    return bias(weights, PREFIX + "0");
  }

  /**
   * Adds everything after the first transposed convolution.
   *
   * @param twice {@code [M·Y·X, 4·inner]} in any shape, from Y rows and X columns of tokens
   * @param kernels {@code [M, K, channels]}
   * @param blocks the shape {@code [M, K, Y, X, 2, 2, 2, 2]}
   * @return logits {@code [M, K, 4·Y, 4·X]}
   */
  static String finish(
      OnnxGraph graph, DecoderWeights weights, String twice, String kernels, String blocks) {
    int inner = weights.get(PREFIX + "0.weight").side(1);
    String pixels = graph.reshape(twice, -1, inner);
    pixels = graph.gelu(DecoderGraphs.channelNorm(graph, weights, pixels, PREFIX + "1"));
    String fourfold = graph.gelu(graph.node(
        "Gemm",
        pixels,
        graph.constant("second_matrix", matrix(weights, PREFIX + "3")),
        graph.constant("second_bias", bias(weights, PREFIX + "3"))));
    String masks = graph.node(
        "Shape", List.of(Attributes.integer("start", 0), Attributes.integer("end", 1)), kernels);
    String byMask = graph.node(
        "Reshape", fourfold, graph.concat(0, masks, graph.integers(-1, channels(weights))));
    String logits = graph.matMul(kernels, graph.transpose(byMask, 0, 2, 1));
    String rows = graph.transpose(graph.node("Reshape", logits, blocks), 0, 1, 2, 4, 6, 3, 5, 7);
    String merged = graph.node("Shape", rows);
    return graph.node("Reshape", rows, mergedSides(graph, merged));
  }

  /** Returns the shape that merges {@code [M, K, Y, 2, 2, X, 2, 2]} to {@code [M, K, 4·Y, 4·X]}. */
  private static String mergedSides(OnnxGraph graph, String shape) {
    String outer = graph.slice(shape, 0, 0, 2);
    String height = graph.multiply(graph.slice(shape, 0, 2, 3), graph.integers(4));
    return graph.concat(0, outer, height, graph.integers(-1));
  }

  /**
   * Returns a transposed convolution as a matrix {@code [in, 4·out]} with the four pixels of a
   * token side by side.
   */
  private static WeightTensor matrix(DecoderWeights weights, String name) {
    WeightTensor kernel = weights.get(name + ".weight");
    return kernel.permute(0, 2, 3, 1).reshape(kernel.side(0), 4 * kernel.side(1));
  }

  private static WeightTensor bias(DecoderWeights weights, String name) {
    WeightTensor bias = weights.get(name + ".bias");
    return WeightTensor.concat(bias, bias, bias, bias);
  }
}
