// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.network;

import io.github.sam4j.weights.WeightTensor;
import io.github.sam4j.weights.internal.architecture.TinyVitWeights;
import io.github.sam4j.weights.internal.graph.OnnxGraph;
import java.util.stream.IntStream;

/**
 * The attention of one block of {@link TinyVitEncoder}: a norm, followed by attention within
 * windows with a bias for each distance in rows and columns.
 *
 * <p>Of the biases of queries, keys and values, only the query bias is added. The key bias adds the
 * same number to all scores of a query, which softmax cancels. The value bias passes through the
 * attention unchanged, because attention weights sum to 1, and is folded into the last bias.
 */
final class TinyVitAttention {
  private static final float EPSILON = 1e-5f;

  /** The parts of the matrix {@code qkv}, whose rows are grouped by head. */
  private static final int QUERY = 0;

  private static final int KEY = 1;
  private static final int VALUE = 2;
  private static final int PARTS = 3;

  private final OnnxGraph graph;
  private final TinyVitWeights weights;
  private final String name;
  private final int width;
  private final int heads;
  private final int head;
  private final Windows windows;

  TinyVitAttention(OnnxGraph graph, TinyVitWeights weights, int stage, int block, int grid) {
    this.graph = graph;
    this.weights = weights;
    this.name = TinyVitWeights.block(stage, block) + ".attn";
    this.width = weights.width(stage);
    this.heads = weights.heads(stage, block);
    this.head = width / heads;
    this.windows = new Windows(grid, weights.window(stage, block));
  }

  /** Appends norm and attention, from and to {@code [1, grid, grid, width]}. */
  String append(String tokens) {
    String scale = name + ".norm.weight";
    String normed = graph.scaledNorm(tokens, graph.constant(scale, weights.get(scale)), EPSILON);
    String rows = windows.rows(graph, normed, width);
    // padding tokens have queries as well, but their results are discarded
    String query = graph.linear(
        rows, matrix(QUERY), graph.constant(name + ".q.bias", WeightTensor.of(bias(QUERY), width)));
    String attended = graph.attentionByHead(
        heads,
        windows.apart(graph, query, width),
        windows.apartByHead(graph, graph.matMul(rows, matrix(KEY)), width, heads),
        windows.apartByHead(graph, graph.matMul(rows, matrix(VALUE)), width, heads),
        graph.constant(name + ".attention_biases", biases()));
    return graph.linear(
        windows.together(graph, attended, width),
        graph.constant(name + ".proj.weight", weights.get(name + ".proj.weight").transpose()),
        graph.constant(name + ".proj.bias", lastBias()));
  }

  private String matrix(int part) {
    WeightTensor matrix = rows(part, weights.get(name + ".qkv.weight"));
    return graph.constant(name + ".qkv." + part, matrix.transpose());
  }

  /** Returns one part for all heads; keys are multiplied by the scale of the attention. */
  private WeightTensor rows(int part, WeightTensor all) {
    int[] rows = IntStream.range(0, width)
        .map(i -> (i / head * PARTS + part) * head + i % head)
        .toArray();
    WeightTensor chosen = all.gatherRows(rows, width);
    return part == KEY ? chosen.scale(1 / Math.sqrt(head)) : chosen;
  }

  /** Returns the bias of one part plus the projected shift of the norm. */
  private float[] bias(int part) {
    WeightTensor bias = weights.get(name + ".qkv.bias");
    return added(
        rows(part, bias.reshape(bias.side(0), 1)).toArray(),
        rows(part, weights.get(name + ".qkv.weight")).toArray(),
        weights.get(name + ".norm.bias").toArray());
  }

  /** Returns the bias of the output projection plus the projected value bias. */
  private WeightTensor lastBias() {
    float[] bias = added(
        weights.get(name + ".proj.bias").toArray(),
        weights.get(name + ".proj.weight").toArray(),
        bias(VALUE));
    return WeightTensor.of(bias, width);
  }

  /** Returns {@code terms + matrix · vector}. */
  private static float[] added(float[] terms, float[] matrix, float[] vector) {
    float[] sums = new float[terms.length];
    for (int row = 0; row < sums.length; row++) {
      double sum = terms[row];
      for (int i = 0; i < vector.length; i++) {
        sum += (double) matrix[row * vector.length + i] * vector[i];
      }
      sums[row] = (float) sum;
    }
    return sums;
  }

  /** Returns the biases of all pairs of tokens, {@code [1, heads, tokens, tokens]}. */
  private WeightTensor biases() {
    WeightTensor table = weights.get(name + ".attention_biases");
    int tokens = (int) windows.tokens();
    // far larger than the table, so expanded only when written
    return WeightTensor.stored(() -> ofAllPairs(table.toArray()), 1, heads, tokens, tokens);
  }

  private float[] ofAllPairs(float[] table) {
    int side = windows.side();
    int tokens = side * side;
    float[] biases = new float[heads * tokens * tokens];
    for (int i = 0; i < biases.length; i++) {
      int from = i / tokens % tokens;
      int to = i % tokens;
      int rows = Math.abs(from / side - to / side);
      int columns = Math.abs(from % side - to % side);
      biases[i] = table[i / tokens / tokens * tokens + rows * side + columns];
    }
    return biases;
  }
}
