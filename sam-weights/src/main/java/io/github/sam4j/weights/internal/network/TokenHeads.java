// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.network;

import io.github.sam4j.weights.WeightTensor;
import io.github.sam4j.weights.internal.architecture.DecoderWeights;
import io.github.sam4j.weights.internal.graph.OnnxGraph;
import io.github.sam4j.weights.internal.graph.Shape;

/** The two heads on prompt tokens: predicted IoU and mask kernels. */
final class TokenHeads {
  private static final int MASKS = DecoderWeights.MASK_TOKENS;

  private final OnnxGraph graph;
  private final DecoderWeights weights;

  TokenHeads(OnnxGraph graph, DecoderWeights weights) {
    this.graph = graph;
    this.weights = weights;
  }

  /** Adds both heads as graph outputs, {@code mask_kernels} and {@code predicted_iou}. */
  void appendOutputs(String tokens) {
    graph.output(
        maskKernels(tokens),
        DecoderTensors.MASK_KERNELS,
        Shape.open("N").andFixed(MASKS, MaskUpscaling.channels(weights)));
    graph.output(
        predictedIou(tokens), DecoderTensors.PREDICTED_IOU, Shape.open("N").andFixed(MASKS));
  }

  /** Adds the predicted IoU of the four masks, {@code [N, 4]}. */
  private String predictedIou(String tokens) {
    String x = graph.reshape(graph.slice(tokens, 1, 0, 1), 0, -1);
    for (int layer = 0; layer < 3; layer++) {
      String name = "mask_decoder.iou_prediction_head.layers." + layer;
      x = layer == 0 ? x : graph.relu(x);
      x = graph.linear(
          x,
          graph.constant(name + ".weight", weights.get(name + ".weight").transpose()),
          graph.constant(name + ".bias", weights.get(name + ".bias")));
    }
    return x;
  }

  /**
   * Adds the kernels of the four masks, {@code [N, 4, channels]}, with the four small networks as
   * one batch.
   */
  private String maskKernels(String tokens) {
    String x = graph.transpose(graph.slice(tokens, 1, 1, 1 + MASKS), 1, 0, 2);
    for (int layer = 0; layer < 3; layer++) {
      WeightTensor[] matrices = new WeightTensor[MASKS];
      WeightTensor[] biases = new WeightTensor[MASKS];
      for (int i = 0; i < MASKS; i++) {
        String name = "mask_decoder.output_hypernetworks_mlps." + i + ".layers." + layer;
        WeightTensor matrix = weights.get(name + ".weight").transpose();
        matrices[i] = matrix.reshape(1, matrix.side(0), matrix.side(1));
        biases[i] = weights.get(name + ".bias").reshape(1, 1, matrix.side(1));
      }
      x = layer == 0 ? x : graph.relu(x);
      x = graph.linear(
          x,
          graph.constant("kernel_weights." + layer, WeightTensor.concat(matrices)),
          graph.constant("kernel_biases." + layer, WeightTensor.concat(biases)));
    }
    return graph.transpose(x, 1, 0, 2);
  }
}
