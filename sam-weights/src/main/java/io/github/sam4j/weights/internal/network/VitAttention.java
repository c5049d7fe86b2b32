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
 * <p>SAM adds {@code q · Rh[qy - ky] + q · Rw[qx - kx]} to the product of query and key. For each
 * query this takes only a few distinct values: one per row and one per column of keys. So these
 * values are appended to the query, and one-hot codes of row and column to the key; the products of
 * the extended vectors then include the bias. This leaves standard attention, which the runtime
 * computes block by block without ever holding an array of all pairs of tokens.
 *
 * <p>The projections to queries, keys and values come first; then the grid is cut into windows,
 * padded with zeros on the right and at the bottom. The windows are joined before the output
 * projection. Padding tokens are zero as in SAM, so their projections would be just the bias.
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

  /** Appends the attention, from and to {@code [1, grid, grid, width]}. */
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

  /** Returns the queries, keys or values of all windows, {@code [windows, tokens, width]}. */
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

  /** Returns the vectors of relative positions, {@code [query, head, key]} along one side. */
  private String table(String which) {
    String constant = name + "." + which;
    WeightTensor table = weights.get(constant);
    return graph.constant(
        constant, table.gatherRows(relativePositions(), side, side).permute(0, 2, 1));
  }

  /**
   * Returns the row of the table for each query and key along a side: their distance, starting at
   * {@code 1 - side}.
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

  /** Returns the row and column of each key, both one-hot over {@code side} places. */
  private String codes() {
    float[] codes = new float[side * side * 2 * side];
    for (int token = 0; token < side * side; token++) {
      codes[token * 2 * side + token / side] = 1;
      codes[token * 2 * side + side + token % side] = 1;
    }
    return graph.constant("places_of_" + side, WeightTensor.of(codes, 1, side * side, 1, 2 * side));
  }
}
