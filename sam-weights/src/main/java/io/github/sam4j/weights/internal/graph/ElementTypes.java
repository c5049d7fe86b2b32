package io.github.sam4j.weights.internal.graph;

import io.github.sam4j.weights.internal.onnx.AttributeProto;
import io.github.sam4j.weights.internal.onnx.GraphProto;
import io.github.sam4j.weights.internal.onnx.NodeProto;
import io.github.sam4j.weights.internal.onnx.TensorProto;
import io.github.sam4j.weights.internal.onnx.ValueInfoProto;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The element types of the values of a graph, inferred from its inputs and constants node by node.
 * What an operator yields that isn't known here stays unknown.
 */
public final class ElementTypes {
  public static final int FLOAT = 1;
  public static final int INT64 = 7;
  public static final int BOOL = 9;
  public static final int FLOAT16 = 10;

  /** No element type of ONNX. */
  public static final int UNKNOWN = 0;

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

  private final Map<String, Integer> types = new HashMap<>();

  private ElementTypes() {}

  /** Infers the types of a graph, whose nodes are in the order of their use. */
  public static ElementTypes of(GraphProto graph) {
    ElementTypes inferred = new ElementTypes();
    for (ValueInfoProto input : graph.getInputList()) {
      inferred.types.put(input.getName(), input.getType().getTensorType().getElemType());
    }
    for (TensorProto constant : graph.getInitializerList()) {
      inferred.types.put(constant.getName(), constant.getDataType());
    }
    graph.getNodeList().forEach(inferred::infer);
    return inferred;
  }

  /** Returns the type of a value, {@link #UNKNOWN} if it can't be told. */
  public int of(String value) {
    return types.getOrDefault(value, UNKNOWN);
  }

  /** Returns whether a value consists of 32-bit floats. */
  public boolean isFloat(String value) {
    return of(value) == FLOAT;
  }

  private void infer(NodeProto node) {
    for (int i = 0; i < node.getOutputCount(); i++) {
      // an output that isn't wanted has no name
      if (node.getOutput(i).isEmpty()) {
        continue;
      }
      types.put(node.getOutput(i), output(node, i));
    }
  }

  private int output(NodeProto node, int index) {
    String operator = node.getOpType();
    if (OperatorKind.of(node) == OperatorKind.UNKNOWN && !OperatorKind.isStandard(node)) {
      return UNKNOWN;
    } else if (TESTS.contains(operator)) {
      return BOOL;
    } else if (COUNTS.contains(operator)) {
      return INT64;
    }
    return switch (operator) {
      case "Cast" -> (int) integer(node, "to");
      case "Constant", "ConstantOfShape" -> constant(node);
      case "Where" -> firstKnown(node, 1);
      case "Concat" -> firstKnown(node, 0);
      case "Split" -> of(node.getInput(0));
      default -> index > 0 ? UNKNOWN : ofOneType(node);
    };
  }

  /** The first output of an operator whose first input is of the same type. */
  private int ofOneType(NodeProto node) {
    return switch (OperatorKind.of(node)) {
      case HALF -> firstKnown(node, 0);
      case MOVES, FLOAT32 -> of(node.getInput(0));
      default -> UNKNOWN;
    };
  }

  /** The operands of such a node are all of one type; the first that is known tells it. */
  private int firstKnown(NodeProto node, int from) {
    for (int i = from; i < node.getInputCount(); i++) {
      if (of(node.getInput(i)) != UNKNOWN) {
        return of(node.getInput(i));
      }
    }
    return UNKNOWN;
  }

  private static int constant(NodeProto node) {
    for (AttributeProto attribute : node.getAttributeList()) {
      switch (attribute.getName()) {
        case "value" -> {
          return attribute.getT().getDataType();
        }
        case "value_float", "value_floats" -> {
          return FLOAT;
        }
        case "value_int", "value_ints" -> {
          return INT64;
        }
        default -> {}
      }
    }
    return node.getOpType().equals("ConstantOfShape") ? FLOAT : UNKNOWN;
  }

  private static long integer(NodeProto node, String name) {
    return node.getAttributeList().stream()
        .filter(attribute -> attribute.getName().equals(name))
        .mapToLong(AttributeProto::getI)
        .findFirst()
        .orElse(UNKNOWN);
  }
}
