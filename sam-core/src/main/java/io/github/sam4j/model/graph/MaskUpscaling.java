package io.github.sam4j.model.graph;

import io.github.sam4j.internal.graph.OnnxGraph;
import io.github.sam4j.model.weights.DecoderWeights;
import io.github.sam4j.model.weights.WeightTensor;

/**
 * Enlarges image tokens fourfold and draws masks with their kernels.
 *
 * <p>Both transposed convolutions have a kernel as large as their stride, so each is one matrix
 * product per token whose columns are the four pixels it becomes. Channels stay innermost all the
 * way, which is the form the norm and the next product want; pixels stay in block order (y, x, dy1,
 * dx1, dy2, dx2) and only the finished logits, few channels by then, are put into rows.
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
   * @param tokens {@code [M, 4096, width]}
   * @param kernels {@code [M, K, channels]}
   * @return logits {@code [M, K, 256, 256]}
   */
  static String append(OnnxGraph graph, DecoderWeights weights, String tokens, String kernels) {
    int grid = DecoderGraphs.GRID;
    String twice = enlarge(graph, weights, tokens, PREFIX + "0", 4L * DecoderGraphs.TOKENS);
    twice = graph.gelu(DecoderGraphs.channelNorm(graph, weights, twice, PREFIX + "1"));
    String fourfold =
        graph.gelu(enlarge(graph, weights, twice, PREFIX + "3", 16L * DecoderGraphs.TOKENS));
    String logits = graph.matMul(kernels, graph.transpose(fourfold, 0, 2, 1));
    String blocks = graph.reshape(logits, 0, 0, grid, grid, 2, 2, 2, 2);
    String rows = graph.transpose(blocks, 0, 1, 2, 4, 6, 3, 5, 7);
    return graph.reshape(rows, 0, 0, 4L * grid, 4L * grid);
  }

  /**
   * {@code [M, S, in]} to {@code [M, 4·S, out]}, the four pixels of a token next to each other;
   * {@code positions} is 4·S.
   */
  private static String enlarge(
      OnnxGraph graph, DecoderWeights weights, String x, String name, long positions) {
    WeightTensor kernel = weights.get(name + ".weight");
    int in = kernel.side(0);
    int out = kernel.side(1);
    WeightTensor matrix = kernel.permute(0, 2, 3, 1).reshape(in, 4 * out);
    WeightTensor bias = weights.get(name + ".bias");
    // as one matrix over all masks, because the runtime adds the bias inside a product of two
    // dimensions
    String product = graph.node(
        "Gemm",
        graph.reshape(x, -1, in),
        graph.constant(name + ".matrix", matrix),
        graph.constant(name + ".bias4", WeightTensor.concat(bias, bias, bias, bias)));
    return graph.reshape(product, -1, positions, out);
  }
}
