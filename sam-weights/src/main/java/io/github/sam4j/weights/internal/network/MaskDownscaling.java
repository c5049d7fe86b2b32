// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.network;

import io.github.sam4j.weights.internal.architecture.DecoderWeights;
import io.github.sam4j.weights.internal.graph.Attributes;
import io.github.sam4j.weights.internal.graph.OnnxGraph;
import java.util.List;

/**
 * The prompt encoder for masks: two convolutions of stride 2, norms, GELU and a projection to the
 * token width.
 */
final class MaskDownscaling {
  private static final String PREFIX = "prompt_encoder.mask_downscaling.";

  private MaskDownscaling() {}

  /** Adds the network, from {@code [N, 1, 256, 256]} to {@code [N, width, 64, 64]} in SAM 1. */
  static String append(OnnxGraph graph, DecoderWeights weights, String logits) {
    String half = halve(graph, weights, logits, "0", "1");
    String quarter = halve(graph, weights, half, "3", "4");
    return convolve(graph, weights, quarter, "6", 1);
  }

  private static String halve(
      OnnxGraph graph, DecoderWeights weights, String x, String convolution, String norm) {
    String channelsLast = graph.transpose(convolve(graph, weights, x, convolution, 2), 0, 2, 3, 1);
    String normed = DecoderGraphs.channelNorm(graph, weights, channelsLast, PREFIX + norm);
    return graph.transpose(graph.gelu(normed), 0, 3, 1, 2);
  }

  private static String convolve(
      OnnxGraph graph, DecoderWeights weights, String x, String name, int stride) {
    String weight = PREFIX + name + ".weight";
    String bias = PREFIX + name + ".bias";
    return graph.node(
        "Conv",
        List.of(
            Attributes.integers("kernel_shape", stride, stride),
            Attributes.integers("strides", stride, stride)),
        x,
        graph.constant(weight, weights.get(weight)),
        graph.constant(bias, weights.get(bias)));
  }
}
