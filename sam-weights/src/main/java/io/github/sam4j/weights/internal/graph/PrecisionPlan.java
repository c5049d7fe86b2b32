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
 * Determines which nodes of a graph compute in 16-bit floats.
 *
 * <p>A node that only moves values follows its neighbours. If all of its inputs have 16 bits, so
 * does its output. If some have 32 bits, the output has 32 bits if a later node needs them;
 * otherwise these inputs are rounded first.
 */
final class PrecisionPlan {
  private final GraphLinks links;
  private final ValueTypes types;
  private final BitSet kept;
  private final BitSet halves = new BitSet();

  /** Values that a later node needs as 32-bit floats. */
  private final Set<String> needed = new HashSet<>();

  private PrecisionPlan(
      GraphProto graph, GraphLinks links, ValueTypes types, HalfTensors constants) {
    this.links = links;
    this.types = types;
    this.kept = Float32Rules.kept(graph, links, types, constants);
  }

  /** Returns the plan of a graph. */
  static PrecisionPlan of(
      GraphProto graph, GraphLinks links, ValueTypes types, HalfTensors constants) {
    PrecisionPlan plan = new PrecisionPlan(graph, links, types, constants);
    plan.collectNeeded();
    plan.decide();
    return plan;
  }

  /** Returns whether the 32-bit float inputs and outputs of a node become 16-bit ones. */
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
      // constants are available in either type
      if (types.isFloat(input) && !links.isConstant(input)) {
        boolean half = links.producer(input).filter(halves::get).isPresent();
        some |= half;
        all &= half;
      }
    }
    return (some && all) || node.getOutputList().stream().noneMatch(this::isNeeded);
  }
}
