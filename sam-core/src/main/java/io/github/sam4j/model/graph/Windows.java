package io.github.sam4j.model.graph;

import io.github.sam4j.internal.graph.OnnxGraph;

/**
 * Square windows that cover a square grid of tokens; those at the right and lower edges are filled
 * up with zeros.
 */
record Windows(int grid, int side) {
  /** Windows along each side of the grid. */
  int perSide() {
    return (grid + side - 1) / side;
  }

  /** Number of windows. */
  long count() {
    return (long) perSide() * perSide();
  }

  /** Tokens of a window. */
  long tokens() {
    return (long) side * side;
  }

  private int padded() {
    return perSide() * side;
  }

  /** Cuts {@code [1, grid, grid, width]} into {@code [count, tokens, width]}. */
  String apart(OnnxGraph graph, String tokens, int width) {
    int n = perSide();
    int missing = padded() - grid;
    if (n == 1 && missing == 0) {
      return graph.reshape(tokens, 1, tokens(), width);
    }
    String whole = missing == 0
        ? tokens
        : graph.node("Pad", tokens, graph.integers(0, 0, 0, 0, 0, missing, missing, 0));
    String cut = graph.reshape(whole, n, side, n, side, width);
    return graph.reshape(graph.transpose(cut, 0, 2, 1, 3, 4), count(), tokens(), width);
  }

  /** Puts {@code [count, tokens, width]} together to {@code [1, grid, grid, width]}. */
  String together(OnnxGraph graph, String windows, int width) {
    int n = perSide();
    if (n == 1 && padded() == grid) {
      return graph.reshape(windows, 1, grid, grid, width);
    }
    String cut = graph.reshape(windows, n, n, side, side, width);
    String whole = graph.reshape(graph.transpose(cut, 0, 2, 1, 3, 4), 1, padded(), padded(), width);
    return padded() == grid ? whole : graph.slice(graph.slice(whole, 1, 0, grid), 2, 0, grid);
  }
}
