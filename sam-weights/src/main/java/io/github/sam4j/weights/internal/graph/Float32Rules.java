// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.graph;

import io.github.sam4j.weights.internal.format.ElementType;
import io.github.sam4j.weights.internal.onnx.GraphProto;
import io.github.sam4j.weights.internal.onnx.NodeProto;
import io.github.sam4j.weights.internal.onnx.TensorProto;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Decides which nodes of a graph keep computing in 32-bit floats:
 *
 * <ol>
 *   <li>Those that the graph's author marked ({@link OnnxGraph#inFloat32}), those whose operator
 *       requires it ({@link OperatorKind#FLOAT32}), and those with an unknown operator.
 *   <li>Those with a constant beyond the range of 16-bit floats, even if it reaches them through
 *       operators that only move values: it would become infinite.
 *   <li>A convolution of an input of the graph, and the elementwise operations between it and the
 *       next product. Pixels have few distinct values and large uniform areas, so they are rounded
 *       alike all over the image, and the errors add up instead of averaging out. This accounted
 *       for most of the error of the whole encoder. The convolution works on three channels only
 *       and costs next to nothing.
 *   <li>Nodes that subtract a mean or maximum, or divide by a sum or root: {@code x − mean(x)}
 *       cancels, so the mean must not be rounded first.
 *   <li>Arithmetic between two such nodes: {@code variance + epsilon}, the square of a difference.
 *   <li>Scale and shift after a norm, so that the result is rounded once and the runtime recognises
 *       the complete norm.
 * </ol>
 *
 * <p>This covers a complete LayerNorm, whether it is one operator or written out as ReduceMean,
 * Sub, Pow (or Mul), ReduceMean, Add, Sqrt, Div (or Reciprocal, Mul), Mul, Add, and a softmax
 * written as ReduceMax, Sub, Exp, ReduceSum, Div.
 */
final class Float32Rules {
  private final GraphProto graph;
  private final GraphLinks links;
  private final ValueTypes types;
  private final HalfTensors constants;
  private final BitSet kept = new BitSet();

  private Float32Rules(
      GraphProto graph, GraphLinks links, ValueTypes types, HalfTensors constants) {
    this.graph = graph;
    this.links = links;
    this.types = types;
    this.constants = constants;
  }

  /** Returns the indices of the nodes that keep 32-bit floats. */
  static BitSet kept(GraphProto graph, GraphLinks links, ValueTypes types, HalfTensors constants) {
    return new Float32Rules(graph, links, types, constants).apply();
  }

  private BitSet apply() {
    List<NodeProto> nodes = links.nodes();
    for (int i = 0; i < nodes.size(); i++) {
      if (keptByItself(nodes.get(i))) {
        kept.set(i);
      }
    }
    keepOversized();
    keepFirstConvolution();
    for (int i = 0; i < nodes.size(); i++) {
      if (OperatorKind.isArithmetic(nodes.get(i)) && isNormalized(nodes.get(i))) {
        kept.set(i);
        keepScaleAndShift(i);
      }
    }
    keepBetween();
    return kept;
  }

  private boolean keptByItself(NodeProto node) {
    boolean unknownInput = node.getInputList().stream()
        .anyMatch(input -> !input.isEmpty() && types.of(input).isEmpty());
    return switch (OperatorKind.of(node)) {
      case FLOAT32, UNKNOWN -> true;
      case ANY -> false;
      case MOVES -> unknownInput;
      case HALF -> unknownInput || node.getDocString().equals(OnnxGraph.KEPT_IN_FLOAT32);
    };
  }

  private void keepFirstConvolution() {
    Set<String> values = new HashSet<>();
    for (int i = 0; i < links.nodes().size(); i++) {
      NodeProto node = links.nodes().get(i);
      boolean first = OperatorKind.isStandard(node)
          && node.getOpType().equals("Conv")
          && links.isInput(node.getInput(0));
      if (first || (OperatorKind.isPointwise(node) && isMadeOf(node, values))) {
        kept.set(i);
        values.addAll(node.getOutputList());
      }
    }
  }

  private boolean isMadeOf(NodeProto node, Set<String> values) {
    return node.getInputList().stream().anyMatch(values::contains)
        && node.getInputList().stream()
            .allMatch(input -> values.contains(input) || links.isConstant(input));
  }

  private void keepOversized() {
    Set<String> oversized = new HashSet<>();
    for (TensorProto constant : graph.getInitializerList()) {
      if (isOversized(constant)) {
        oversized.add(constant.getName());
      }
    }
    for (int i = 0; i < links.nodes().size(); i++) {
      NodeProto node = links.nodes().get(i);
      OperatorKind kind = OperatorKind.of(node);
      if (node.getOpType().equals("ConstantOfShape")
          && node.getAttributeList().stream().anyMatch(value -> isOversized(value.getT()))) {
        oversized.addAll(node.getOutputList());
      } else if (kind != OperatorKind.ANY
          && node.getInputList().stream().anyMatch(oversized::contains)) {
        kept.set(i);
        if (kind == OperatorKind.MOVES) {
          oversized.addAll(node.getOutputList());
        }
      }
    }
  }

  private boolean isOversized(TensorProto tensor) {
    return tensor.getDataType() == ElementType.FLOAT32.onnx() && !constants.fit(tensor);
  }

  /**
   * Returns whether a node subtracts, divides by or multiplies by an intermediate of a norm or
   * softmax.
   */
  private boolean isNormalized(NodeProto node) {
    return switch (node.getOpType()) {
      case "Sub", "Div" -> isNormalizing(node.getInput(1));
      case "Mul" -> isNormalizing(node.getInput(0)) || isNormalizing(node.getInput(1));
      default -> false;
    };
  }

  private boolean isNormalizing(String value) {
    return types.isFloat(value)
        && links
            .producer(value)
            .filter(i -> OperatorKind.isNormalizing(links.nodes().get(i)))
            .isPresent();
  }

  private void keepScaleAndShift(int norm) {
    int last = norm;
    for (String operator : List.of("Mul", "Add")) {
      String value = links.nodes().get(last).getOutput(0);
      List<Integer> next = links.consumers(value);
      if (next.size() != 1
          || links.isOutput(value)
          || !isWithConstant(links.nodes().get(next.get(0)), operator)) {
        return;
      }
      last = next.get(0);
      kept.set(last);
    }
  }

  private boolean isWithConstant(NodeProto node, String operator) {
    return OperatorKind.isArithmetic(node)
        && node.getOpType().equals(operator)
        && node.getInputList().stream().anyMatch(links::isConstant);
  }

  private void keepBetween() {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = 0; i < links.nodes().size(); i++) {
        NodeProto node = links.nodes().get(i);
        if (!kept.get(i) && OperatorKind.isArithmetic(node) && isBetween(node)) {
          kept.set(i);
          changed = true;
        }
      }
    }
  }

  private boolean isBetween(NodeProto node) {
    boolean before = node.getInputList().stream()
        .anyMatch(input -> links.producer(input).filter(kept::get).isPresent());
    return before && links.consumers(node.getOutput(0)).stream().anyMatch(kept::get);
  }
}
