// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.graph;

import io.github.sam4j.weights.internal.format.ElementType;
import io.github.sam4j.weights.internal.onnx.AttributeProto;
import io.github.sam4j.weights.internal.onnx.GraphProto;
import io.github.sam4j.weights.internal.onnx.NodeProto;
import io.github.sam4j.weights.internal.onnx.TensorProto;
import io.github.sam4j.weights.internal.onnx.ValueInfoProto;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Converts the various forms of constants of 32-bit floats in a file to initializers. */
final class ConstantNodes {
  private ConstantNodes() {}

  /**
   * Returns a graph in which every constant of 32-bit floats is an initializer and not also an
   * input.
   */
  static GraphProto toInitializers(GraphProto graph) {
    GraphLinks links = new GraphLinks(graph);
    GraphProto.Builder result = graph.toBuilder().clearNode().clearInput();
    for (NodeProto node : graph.getNodeList()) {
      Optional<TensorProto> floats = floats(node);
      if (floats.isPresent() && !links.isOutput(node.getOutput(0))) {
        result.addInitializer(floats.get());
      } else {
        result.addNode(node);
      }
    }
    Set<String> constants =
        graph.getInitializerList().stream().map(TensorProto::getName).collect(Collectors.toSet());
    for (ValueInfoProto input : graph.getInputList()) {
      if (!constants.contains(input.getName())) {
        result.addInput(input);
      }
    }
    return result.build();
  }

  private static Optional<TensorProto> floats(NodeProto node) {
    if (!node.getOpType().equals("Constant")
        || !OperatorKind.isStandard(node)
        || node.getAttributeCount() != 1) {
      return Optional.empty();
    }
    String name = node.getOutput(0);
    AttributeProto attribute = node.getAttribute(0);
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name).setDataType(ElementType.FLOAT32.onnx());
    return switch (attribute.getName()) {
      case "value" ->
        attribute.getT().getDataType() == ElementType.FLOAT32.onnx()
            ? Optional.of(attribute.getT().toBuilder().setName(name).build())
            : Optional.empty();
      case "value_float" -> Optional.of(tensor.addFloatData(attribute.getF()).build());
      case "value_floats" ->
        Optional.of(tensor
            .addDims(attribute.getFloatsCount())
            .addAllFloatData(attribute.getFloatsList())
            .build());
      default -> Optional.empty();
    };
  }
}
