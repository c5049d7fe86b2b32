// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.graph;

import io.github.sam4j.weights.internal.onnx.GraphProto;
import io.github.sam4j.weights.internal.onnx.NodeProto;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which nodes of a graph compute with 16-bit floats.
 *
 * <p>A node that only moves values follows its neighbours. Where all of its input is of 16 bits, so
 * is its output. Where some is of 32 bits, the output has 32 bits if a later node needs them;
 * otherwise the input is rounded first.
 */
final class PrecisionPlan {
  private final GraphLinks links;
  private final ValueTypes types;
  private final BitSet kept;
  private final BitSet halves = new BitSet();

  /** Values that some node behind them takes as 32-bit floats. */
  private final Set<String> needed = new HashSet<>();

  private PrecisionPlan(
      GraphProto graph, GraphLinks links, ValueTypes types, HalfTensors constants) {
    this.links = links;
    this.types = types;
    this.kept = Float32Rules.kept(graph, links, types, constants);
  }

  /** Decides for every node of a graph. */
  static PrecisionPlan of(
      GraphProto graph, GraphLinks links, ValueTypes types, HalfTensors constants) {
    PrecisionPlan plan = new PrecisionPlan(graph, links, types, constants);
    plan.collectNeeded();
    plan.decide();
    return plan;
  }

  /** Returns whether a node takes and yields 16-bit floats wherever it did 32-bit ones. */
  boolean isHalf(int node) {
    return halves.get(node);
  }

  private void collectNeeded() {
    List<NodeProto> nodes = links.nodes();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      NodeProto node = nodes.get(i);
      boolean needs = kept.get(i)
          || (OperatorKind.of(node) == OperatorKind.MOVES
              && node.getOutputList().stream().anyMatch(this::isNeeded));
      if (needs) {
        needed.addAll(node.getInputList());
      }
    }
  }

  private boolean isNeeded(String value) {
    return needed.contains(value) || links.isOutput(value);
  }

  private void decide() {
    List<NodeProto> nodes = links.nodes();
    for (int i = 0; i < nodes.size(); i++) {
      NodeProto node = nodes.get(i);
      OperatorKind kind = OperatorKind.of(node);
      boolean half = !kept.get(i)
          && node.getOutputList().stream().anyMatch(types::isFloat)
          && (kind == OperatorKind.HALF || (kind == OperatorKind.MOVES && movesHalves(node)));
      halves.set(i, half);
    }
  }

  private boolean movesHalves(NodeProto node) {
    boolean some = false;
    boolean all = true;
    for (String input : node.getInputList()) {
      // constants exist in either type
      if (types.isFloat(input) && !links.isConstant(input)) {
        boolean half = links.producer(input).filter(halves::get).isPresent();
        some |= half;
        all &= half;
      }
    }
    return (some && all) || node.getOutputList().stream().noneMatch(this::isNeeded);
  }
}
