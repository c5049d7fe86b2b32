// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.network;

import io.github.sam4j.weights.ModelSpec;
import io.github.sam4j.weights.WeightTensor;
import io.github.sam4j.weights.internal.architecture.DecoderWeights;
import io.github.sam4j.weights.internal.graph.OnnxGraph;

/**
 * Draws masks from image tokens in the form of {@link GridTransformer}, without materialising them:
 * the first product has R columns, and the image part is one of the {@link ImageTerms}.
 *
 * <p>Each token becomes a separate square of 4 × 4 logits, so tokens of the padding to the right of
 * and below the image are omitted from the start.
 */
final class GridUpscaling {
  private GridUpscaling() {}

  /**
   * Adds the upscaling of the first Y rows and X columns of tokens.
   *
   * @param shares {@code [N, R, S]}
   * @param scale {@code [N, 1, S]}
   * @param rows {@code [N, R, width]}
   * @param enlarged the image term, cropped to {@code [Y, X, 4·inner]}
   * @param kernels {@code [N, K, channels]}; inner and channels are those of {@link MaskUpscaling}
   * @return logits {@code [N, K, 4·Y, 4·X]}
   */
  static String append(
      OnnxGraph graph,
      DecoderWeights weights,
      ModelSpec spec,
      String shares,
      String scale,
      String rows,
      String enlarged,
      String kernels) {
    GridWeights folded = new GridWeights(weights);
    int depth = weights.depth();
    WeightTensor matrix = MaskUpscaling.firstMatrix(weights);
    String gained = graph.constant("first_matrix.gained", folded.gained(matrix, depth));
    WeightTensor bias = folded.shifted(MaskUpscaling.firstBias(weights), matrix, depth);
    String size = graph.slice(graph.node("Shape", enlarged), 0, 0, 2);

    String fromRows = graph.matMul(
        graph.transpose(cut(graph, spec, shares, size), 0, 2, 1), graph.matMul(rows, gained));
    String fromImage = graph.multiply(
        graph.transpose(cut(graph, spec, scale, size), 0, 2, 1),
        graph.reshape(enlarged, -1, matrix.side(1)));
    String twice =
        graph.add(graph.add(fromRows, fromImage), graph.constant("first_bias.shifted", bias));

    String blocks = graph.concat(0, graph.integers(0, 0), size, graph.integers(2, 2, 2, 2));
    return MaskUpscaling.finish(graph, weights, twice, kernels, blocks);
  }

  /** Crops {@code [N, R, S]} to the first Y rows and X columns of tokens. */
  private static String cut(OnnxGraph graph, ModelSpec spec, String x, String size) {
    String square = graph.reshape(x, 0, 0, spec.gridSide(), spec.gridSide());
    String part = graph.node("Slice", square, graph.integers(0, 0), size, graph.integers(2, 3));
    return graph.reshape(part, 0, 0, -1);
  }
}
