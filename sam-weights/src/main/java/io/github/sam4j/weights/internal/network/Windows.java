// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.network;

import io.github.sam4j.weights.WeightTensor;
import io.github.sam4j.weights.internal.graph.OnnxGraph;

/**
 * Square windows that cover a square grid of tokens; those at the right and bottom edges are padded
 * with zeros. Rows are gathered once in each direction, which uses all threads; layout changes,
 * padding and slices take ONNX Runtime several times as long.
 */
public record Windows(int grid, int side) {
  /** Returns the number of windows along each side of the grid. */
  public int perSide() {
    return (grid + side - 1) / side;
  }

  /** Returns the number of windows. */
  public long count() {
    return (long) perSide() * perSide();
  }

  /** Returns the number of tokens in a window. */
  public long tokens() {
    return (long) side * side;
  }

  private boolean isFilledUp() {
    return perSide() * side > grid;
  }

  private boolean isWholeGrid() {
    return side == grid;
  }

  /**
   * Flattens {@code [1, grid, grid, width]} to one row per token, followed by a row of zeros if
   * windows are padded. Operations without a bias keep that row zero, so that their result can be
   * cut {@link #apart}.
   */
  public String rows(OnnxGraph graph, String tokens, int width) {
    String rows = graph.reshape(tokens, (long) grid * grid, width);
    return isFilledUp()
        ? graph.concat(
            0, rows, graph.constant("zeros_" + width, WeightTensor.of(new float[width], 1, width)))
        : rows;
  }

  /** Gathers {@link #rows} into windows {@code [count, tokens, width]}. */
  public String apart(OnnxGraph graph, String rows, int width) {
    return isWholeGrid()
        ? graph.reshape(rows, 1, tokens(), width)
        : graph.gatherRows(
            rows, graph.integers("tokens_of_" + name(), cut(1), (int) count(), (int) tokens()));
  }

  /** Gathers {@link #rows} into windows by head, {@code [count, heads, tokens, width / heads]}. */
  public String apartByHead(OnnxGraph graph, String rows, int width, int heads) {
    int[] shape = {(int) count(), heads, (int) tokens()};
    return graph.gatherRows(
        graph.reshape(rows, -1, width / heads),
        graph.integers(heads + "_heads_of_" + name(), cut(heads), shape));
  }

  /** Returns the row of each head of each token in each window. */
  private long[] cut(int heads) {
    int tokens = side * side;
    long[] rows = new long[(int) count() * heads * tokens];
    for (int i = 0; i < rows.length; i++) {
      int window = i / tokens / heads;
      int row = window / perSide() * side + i % tokens / side;
      int column = window % perSide() * side + i % side;
      long token = row < grid && column < grid ? (long) row * grid + column : (long) grid * grid;
      rows[i] = token * heads + i / tokens % heads;
    }
    return rows;
  }

  /** Joins windows {@code [count, tokens, width]} to {@code [1, grid, grid, width]}. */
  public String together(OnnxGraph graph, String windows, int width) {
    if (isWholeGrid()) {
      return graph.reshape(windows, 1, grid, grid, width);
    }
    long[] places = new long[grid * grid];
    for (int i = 0; i < places.length; i++) {
      int row = i / grid;
      int column = i % grid;
      long window = (long) (row / side) * perSide() + column / side;
      places[i] = window * tokens() + (long) (row % side) * side + column % side;
    }
    return graph.gatherRows(
        graph.reshape(windows, count() * tokens(), width),
        graph.integers("places_in_" + name(), places, 1, grid, grid));
  }

  private String name() {
    return "windows_of_" + side + "_in_" + grid;
  }
}
