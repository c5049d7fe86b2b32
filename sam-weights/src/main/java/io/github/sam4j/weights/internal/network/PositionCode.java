// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.network;

import io.github.sam4j.weights.WeightTensor;
import io.github.sam4j.weights.internal.architecture.DecoderWeights;
import io.github.sam4j.weights.internal.graph.OnnxGraph;

/**
 * SAM's positional encoding: random Fourier features. A position scaled to {@code [-1, 1]} is
 * multiplied by a Gaussian matrix and by 2π; its sines and cosines form the encoding (Tancik et
 * al., arXiv 2006.10739).
 */
final class PositionCode {
  private final WeightTensor gaussian;

  PositionCode(DecoderWeights weights) {
    gaussian = weights.get("prompt_encoder.pe_layer.positional_encoding_gaussian_matrix");
  }

  /** Adds the encoding {@code [N, P, width]} of positions {@code [N, P, 2]} in {@code [0, 1]}. */
  String append(OnnxGraph graph, String positions) {
    return append(graph, positions, graph.constant("gaussian_matrix", gaussian));
  }

  /** Adds the encoding with the given constant as the Gaussian matrix. */
  String append(OnnxGraph graph, String positions, String matrix) {
    String centred = graph.node("Sub", graph.multiply(positions, graph.scalar(2)), graph.scalar(1));
    String projected = graph.matMul(centred, matrix);
    String phase = graph.multiply(projected, graph.scalar(2 * Math.PI));
    return graph.concat(-1, graph.node("Sin", phase), graph.node("Cos", phase));
  }

  /**
   * Returns the encoding of the centres of a grid of {@code side × side} image tokens,
   * {@code [side², width]}.
   */
  WeightTensor ofGrid(int side) {
    int half = gaussian.side(1);
    float[] code = new float[side * side * 2 * half];
    int i = 0;
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        float u = 2 * ((x + 0.5f) / side) - 1;
        float v = 2 * ((y + 0.5f) / side) - 1;
        for (int c = 0; c < half; c++) {
          float phase =
              (float) (2 * Math.PI) * (u * gaussian.value(c) + v * gaussian.value(half + c));
          code[i + c] = (float) Math.sin(phase);
          code[i + half + c] = (float) Math.cos(phase);
        }
        i += 2 * half;
      }
    }
    return WeightTensor.of(code, side * side, 2 * half);
  }
}
