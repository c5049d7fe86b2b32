// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.graph;

import io.github.sam4j.weights.internal.format.ElementType;
import io.github.sam4j.weights.internal.onnx.AttributeProto;
import io.github.sam4j.weights.internal.onnx.GraphProto;
import io.github.sam4j.weights.internal.onnx.NodeProto;
import io.github.sam4j.weights.internal.onnx.TensorProto;
import io.github.sam4j.weights.internal.onnx.ValueInfoProto;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The element types of the values of a graph, inferred from its inputs and constants node by node.
 * The results of operators that are not known here have no type.
 */
public final class ValueTypes {
  private static final Set<String> TESTS = Set.of(
      "And",
      "Equal",
      "Greater",
      "GreaterOrEqual",
      "IsInf",
      "IsNaN",
      "Less",
      "LessOrEqual",
      "Not",
      "Or",
      "Xor");
  private static final Set<String> COUNTS = Set.of("ArgMax", "ArgMin", "NonZero", "Shape", "Size");

  private final Map<String, ElementType> types = new HashMap<>();

  private ValueTypes() {}

  /** Infers the types of a graph, whose nodes must be in execution order. */
  public static ValueTypes of(GraphProto graph) {
    ValueTypes inferred = new ValueTypes();
    for (ValueInfoProto input : graph.getInputList()) {
      inferred.put(
          input.getName(), ElementType.ofOnnx(input.getType().getTensorType().getElemType()));
    }
    for (TensorProto constant : graph.getInitializerList()) {
      inferred.put(constant.getName(), ElementType.ofOnnx(constant.getDataType()));
    }
    graph.getNodeList().forEach(inferred::infer);
    return inferred;
  }

  /** Returns the type of a value, if it is known. */
  public Optional<ElementType> of(String value) {
    return Optional.ofNullable(types.get(value));
  }

  /** Returns whether a value consists of 32-bit floats. */
  public boolean isFloat(String value) {
    return types.get(value) == ElementType.FLOAT32;
  }

  private void put(String value, Optional<ElementType> type) {
    type.ifPresent(known -> types.put(value, known));
  }

  private void infer(NodeProto node) {
    for (int i = 0; i < node.getOutputCount(); i++) {
      // omitted optional outputs have no name
      if (!node.getOutput(i).isEmpty()) {
        put(node.getOutput(i), output(node, i));
      }
    }
  }

  private Optional<ElementType> output(NodeProto node, int index) {
    String operator = node.getOpType();
    if (OperatorKind.of(node) == OperatorKind.UNKNOWN && !OperatorKind.isStandard(node)) {
      return Optional.empty();
    } else if (TESTS.contains(operator)) {
      return Optional.of(ElementType.BOOL);
    } else if (COUNTS.contains(operator)) {
      return Optional.of(ElementType.INT64);
    }
    return switch (operator) {
      case "Cast" -> castTo(node);
      case "Constant", "ConstantOfShape" -> constant(node);
      case "Where" -> firstKnown(node, 1);
      case "Concat" -> firstKnown(node, 0);
      case "Split" -> of(node.getInput(0));
      default -> index > 0 ? Optional.empty() : ofOneType(node);
    };
  }

  /** Returns the type of the first output of an operator whose first input has the same type. */
  private Optional<ElementType> ofOneType(NodeProto node) {
    return switch (OperatorKind.of(node)) {
      case HALF -> firstKnown(node, 0);
      case MOVES, FLOAT32 -> of(node.getInput(0));
      default -> Optional.empty();
    };
  }

  /** Returns the first known type among the operands, all of which have the same type. */
  private Optional<ElementType> firstKnown(NodeProto node, int from) {
    return node.getInputList().stream()
        .skip(from)
        .flatMap(input -> of(input).stream())
        .findFirst();
  }

  private static Optional<ElementType> constant(NodeProto node) {
    for (AttributeProto attribute : node.getAttributeList()) {
      switch (attribute.getName()) {
        case "value" -> {
          return ElementType.ofOnnx(attribute.getT().getDataType());
        }
        case "value_float", "value_floats" -> {
          return Optional.of(ElementType.FLOAT32);
        }
        case "value_int", "value_ints" -> {
          return Optional.of(ElementType.INT64);
        }
        default -> {}
      }
    }
    return node.getOpType().equals("ConstantOfShape")
        ? Optional.of(ElementType.FLOAT32)
        : Optional.empty();
  }

  private static Optional<ElementType> castTo(NodeProto node) {
    return node.getAttributeList().stream()
        .filter(attribute -> attribute.getName().equals("to"))
        .findFirst()
        .flatMap(attribute -> ElementType.ofOnnx((int) attribute.getI()));
  }
}
