// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.network;

import io.github.sam4j.weights.WeightTensor;
import io.github.sam4j.weights.internal.architecture.VitWeights;
import io.github.sam4j.weights.internal.graph.OnnxGraph;

/**
 * The attention of one block of {@link VitEncoder}, within windows or over the whole grid, with
 * relative positions.
 *
 * <p>What SAM adds to the product of query and key, {@code q · Rh[qy - ky] + q · Rw[qx - kx]}, is a
 * choice out of few numbers a query: one for each row and one for each column of keys. So these
 * numbers are appended to the query and codes of row and column, 1 in one place each, to the key:
 * the products of the longer vectors are the biased ones. The attention is a plain one then, which
 * the runtime computes piece by piece, and no array of all pairs of tokens is ever there.
 *
 * <p>Windows are cut out of the grid after the products that make queries, keys and values, padded
 * with zeros right and below, and put together before the product that follows. A token of the
 * padding is zero where SAM's is; the products have nothing to do for it but adding their bias.
 */
final class VitAttention {
  private final OnnxGraph graph;
  private final VitWeights weights;
  private final String name;
  private final int width;
  private final int heads;
  private final int head;

  private final int side;
  private final Windows windows;

  VitAttention(OnnxGraph graph, VitWeights weights, int block) {
    this.graph = graph;
    this.weights = weights;
    this.name = VitWeights.block(block) + ".attn";
    this.width = weights.width();
    this.heads = weights.heads(block);
    this.head = width / heads;
    this.side = weights.window(block);
    this.windows = new Windows(weights.grid(), side);
  }

  /** Appends the attention; takes and yields {@code [1, grid, grid, width]}. */
  String append(String normed) {
    String tokenRows = windows.rows(graph, normed, width);
    String query = part(0, 1, tokenRows);
    String key = part(1, 1 / Math.sqrt(head), tokenRows);
    String value = part(2, 1, tokenRows);
    long all = windows.count();
    long tokens = windows.tokens();
    String rows = graph.reshape(
        graph.matMul(
            graph.reshape(query, all, side, (long) side * heads, head), table("rel_pos_h")),
        all,
        side,
        side,
        heads,
        side);
    String byHead = graph.reshape(query, all, side, side, heads, head);
    String columns = graph.matMul(byHead, table("rel_pos_w"));
    int length = head + 2 * side;
    String longQuery =
        graph.reshape(graph.concat(-1, byHead, rows, columns), all, tokens, (long) heads * length);
    String codes = graph.node("Expand", codes(), graph.integers(all, tokens, heads, 2L * side));
    String longKey = graph.reshape(
        graph.concat(-1, graph.reshape(key, all, tokens, heads, head), codes),
        all,
        tokens,
        (long) heads * length);
    String attended = graph.attention(heads, longQuery, longKey, value);
    return graph.linear(
        windows.together(graph, attended, width),
        graph.constant(name + ".proj.weight", weights.get(name + ".proj.weight").transpose()),
        graph.constant(name + ".proj.bias", weights.get(name + ".proj.bias")));
  }

  /** Query, key or value of all windows, {@code [windows, tokens, width]}. */
  private String part(int index, double factor, String tokenRows) {
    WeightTensor matrix =
        weights.get(name + ".qkv.weight").rows(index * width, (index + 1) * width);
    WeightTensor bias = weights.get(name + ".qkv.bias").rows(index * width, (index + 1) * width);
    String constant = name + ".qkv." + index;
    String product = graph.matMul(
        tokenRows, graph.constant(constant + ".weight", matrix.transpose().scale(factor)));
    return graph.add(
        windows.apart(graph, product, width),
        graph.constant(constant + ".bias", bias.scale(factor)));
  }

  /** The vectors of relative positions, {@code [query, head, key]} along one side. */
  private String table(String which) {
    String constant = name + "." + which;
    WeightTensor table = weights.get(constant);
    return graph.constant(
        constant, table.gatherRows(relativePositions(), side, side).permute(0, 2, 1));
  }

  /**
   * For each query and key along a side, the row of the table: their distance from {@code 1 - side}
   * on.
   */
  private int[] relativePositions() {
    int[] rows = new int[side * side];
    for (int query = 0; query < side; query++) {
      for (int key = 0; key < side; key++) {
        rows[query * side + key] = query - key + side - 1;
      }
    }
    return rows;
  }

  /** For each key its row and column, 1 in one of {@code side} places each. */
  private String codes() {
    float[] codes = new float[side * side * 2 * side];
    for (int token = 0; token < side * side; token++) {
      codes[token * 2 * side + token / side] = 1;
      codes[token * 2 * side + side + token % side] = 1;
    }
    return graph.constant("places_of_" + side, WeightTensor.of(codes, 1, side * side, 1, 2 * side));
  }
}
