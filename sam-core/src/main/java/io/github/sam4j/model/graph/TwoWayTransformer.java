package io.github.sam4j.model.graph;

import io.github.sam4j.internal.graph.OnnxGraph;
import io.github.sam4j.model.weights.DecoderWeights;
import io.github.sam4j.model.weights.WeightTensor;

/**
 * The two-way transformer: prompt tokens attend to themselves and to the image tokens, image tokens
 * attend to the prompt tokens.
 *
 * <p>There are thousands of image tokens and a handful of prompt tokens, so no projection is ever
 * applied to the image side. A score {@code (q Wq)·((k + pe) Wk)} equals {@code (q Wq Wkᵀ)·(k +
 * pe)}: the key matrix is folded into the few prompt rows, one {@code [T, width]} per head. The
 * same holds for the values, {@code softmax · (k Wv) = (softmax · k) Wv}, and, towards the image,
 * for the query and output matrices. A key bias adds one number to a whole row of scores, which
 * softmax takes out again, so it is dropped; a query bias on the image side differs by column and
 * stays.
 *
 * <p>T is the number of prompt tokens, H the heads, d the size of a head; {@code H·T} columns are
 * ordered head by head.
 */
final class TwoWayTransformer {
  private static final int HEADS = DecoderWeights.HEADS;
  private static final float NORM_EPSILON = 1e-5f;
  private static final String PREFIX = "mask_decoder.transformer.";

  private final OnnxGraph graph;
  private final DecoderWeights weights;
  private final String position;

  /** Tokens of both sides after a step. */
  record Tokens(String prompt, String image) {}

  TwoWayTransformer(OnnxGraph graph, DecoderWeights weights, WeightTensor imagePosition) {
    this.graph = graph;
    this.weights = weights;
    this.position = graph.constant("image_position", imagePosition);
  }

  /**
   * Adds all layers and the final attention.
   *
   * @param prompt {@code [N, T, width]}, also used as the prompt tokens' positional code
   * @param image {@code [B, 4096, width]} with B = 1 or N
   * @return {@code [N, T, width]} and {@code [N, 4096, width]}
   */
  Tokens append(String prompt, String image) {
    String queries = prompt;
    String keys = image;
    for (int i = 0; i < weights.depth(); i++) {
      String layer = PREFIX + "layers." + i + ".";
      if (i == 0) {
        // the first layer has no residual and no positional code here
        queries = norm(layer + "norm1", selfAttention(layer + "self_attn", queries, queries));
      } else {
        String withCode = graph.add(queries, prompt);
        String attended = selfAttention(layer + "self_attn", withCode, queries);
        queries = norm(layer + "norm1", graph.add(queries, attended));
      }
      String placedKeys = graph.add(keys, position);
      String fromImage = tokenToImage(
          layer + "cross_attn_token_to_image", graph.add(queries, prompt), placedKeys, keys);
      queries = norm(layer + "norm2", graph.add(queries, fromImage));
      queries = norm(layer + "norm3", graph.add(queries, mlp(layer + "mlp", queries)));
      String fromPrompt = imageToToken(
          layer + "cross_attn_image_to_token", placedKeys, graph.add(queries, prompt), queries);
      keys = norm(layer + "norm4", graph.add(keys, fromPrompt));
    }
    String attended = tokenToImage(
        PREFIX + "final_attn_token_to_image",
        graph.add(queries, prompt),
        graph.add(keys, position),
        keys);
    queries = norm(PREFIX + "norm_final_attn", graph.add(queries, attended));
    return new Tokens(queries, keys);
  }

  private String norm(String name, String x) {
    return graph.layerNorm(x, constant(name + ".weight"), constant(name + ".bias"), NORM_EPSILON);
  }

  private String mlp(String name, String x) {
    return linear(name + ".lin2", graph.relu(linear(name + ".lin1", x)));
  }

  /** Plain attention among the prompt tokens, {@code qk} giving queries and keys. */
  private String selfAttention(String name, String qk, String values) {
    String q = heads(scaledQuery(name, qk), name);
    String k = heads(linear(name + ".k_proj", qk), name);
    String v = heads(linear(name + ".v_proj", values), name);
    String scores = graph.matMul(q, graph.transpose(k, 0, 1, 3, 2));
    String mixed = graph.matMul(graph.softmax(scores), v);
    return linear(name + ".out_proj", joinHeads(mixed, name));
  }

  private String tokenToImage(String name, String queries, String placedKeys, String values) {
    String q = heads(scaledQuery(name, queries), name);
    String folded =
        graph.matMul(q, perHead(name + ".k_proj.weight", weights.get(name + ".k_proj.weight")));
    String rows = graph.reshape(folded, 0, -1, weights.width());
    String scores = graph.matMul(rows, graph.transpose(placedKeys, 0, 2, 1));
    String context = graph.matMul(graph.softmax(scores), values);
    String byHead = graph.reshape(context, 0, HEADS, -1, weights.width());
    WeightTensor valueWeight = split(weights.get(name + ".v_proj.weight")).permute(0, 2, 1);
    String mixed = graph.matMul(byHead, graph.constant(name + ".v_proj.per_head", valueWeight));
    // each softmax row sums to 1: the value bias passes through unchanged
    String joined = graph.add(joinHeads(mixed, name), constant(name + ".v_proj.bias"));
    return linear(name + ".out_proj", joined);
  }

  private String imageToToken(String name, String placedKeys, String prompt, String values) {
    int headSize = headSize(name);
    double scale = 1 / Math.sqrt(headSize);
    String k = heads(linear(name + ".k_proj", prompt), name);
    WeightTensor queryWeight = weights.get(name + ".q_proj.weight").scale(scale);
    String folded = graph.matMul(k, perHead(name + ".q_proj.weight", queryWeight));
    String columns = graph.reshape(folded, 0, -1, weights.width());
    WeightTensor queryBias =
        weights.get(name + ".q_proj.bias").scale(scale).reshape(HEADS, headSize, 1);
    String bias = graph.matMul(k, graph.constant(name + ".q_proj.bias.per_head", queryBias));
    String scores = graph.add(
        graph.matMul(placedKeys, graph.transpose(columns, 0, 2, 1)), graph.reshape(bias, 0, 1, -1));
    String byHead = graph.reshape(scores, 0, 0, HEADS, -1);
    String shares = graph.reshape(graph.softmax(byHead), 0, 0, -1);
    String v = heads(linear(name + ".v_proj", values), name);
    WeightTensor output = weights.get(name + ".out_proj.weight").transpose();
    // the shares of each head sum to 1, so its part of the output bias can ride on its few values
    // instead of being added to every image token
    WeightTensor outputBias = weights.get(name + ".out_proj.bias").scale(1.0 / HEADS);
    String foldedValues = graph.add(
        graph.matMul(v, perHead(name + ".out_proj.weight", output)),
        graph.constant(name + ".out_proj.bias.per_head", outputBias));
    return graph.matMul(shares, graph.reshape(foldedValues, 0, -1, weights.width()));
  }

  /** The query projection with the softmax scale folded in. */
  private String scaledQuery(String name, String x) {
    double scale = 1 / Math.sqrt(headSize(name));
    WeightTensor weight = weights.get(name + ".q_proj.weight").transpose().scale(scale);
    WeightTensor bias = weights.get(name + ".q_proj.bias").scale(scale);
    return graph.linear(
        x,
        graph.constant(name + ".q_proj.weight.scaled", weight),
        graph.constant(name + ".q_proj.bias.scaled", bias));
  }

  private String linear(String name, String x) {
    String weight = graph.constant(
        name + ".weight.transposed", weights.get(name + ".weight").transpose());
    return graph.linear(x, weight, constant(name + ".bias"));
  }

  private int headSize(String name) {
    return weights.get(name + ".q_proj.weight").side(0) / HEADS;
  }

  /** {@code [N, T, H·d]} to {@code [N, H, T, d]}. */
  private String heads(String x, String name) {
    return graph.transpose(graph.reshape(x, 0, 0, HEADS, headSize(name)), 0, 2, 1, 3);
  }

  /** {@code [N, H, T, d]} to {@code [N, T, H·d]}. */
  private String joinHeads(String x, String name) {
    return graph.reshape(graph.transpose(x, 0, 2, 1, 3), 0, 0, (long) HEADS * headSize(name));
  }

  /** {@code [H·d, width]} to {@code [H, d, width]}. */
  private static WeightTensor split(WeightTensor matrix) {
    return matrix.reshape(HEADS, matrix.side(0) / HEADS, matrix.side(1));
  }

  private String perHead(String name, WeightTensor matrix) {
    return graph.constant(name + ".per_head", split(matrix));
  }

  private String constant(String name) {
    return graph.constant(name, weights.get(name));
  }
}
