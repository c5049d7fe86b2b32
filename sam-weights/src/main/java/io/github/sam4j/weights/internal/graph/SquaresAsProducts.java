// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.graph;

import io.github.sam4j.weights.internal.format.ElementType;
import io.github.sam4j.weights.internal.onnx.GraphProto;
import io.github.sam4j.weights.internal.onnx.NodeProto;
import io.github.sam4j.weights.internal.onnx.TensorProto;
import java.nio.FloatBuffer;
import java.util.HashSet;
import java.util.Set;

/**
 * Rewrites {@code x}<sup>2</sup> as {@code x · x}.
 *
 * <p>ONNX Runtime fuses a norm that is written out with a power into a LayerNormalization and drops
 * the preceding Cast. Since operator set 17 that operator requires inputs of the same type, so a
 * graph with such a norm after 16-bit floats would not load. A norm written with a product is not
 * fused: it is slower, but it loads.
 */
final class SquaresAsProducts {
  private SquaresAsProducts() {}

  static GraphProto rewrite(GraphProto graph) {
    Set<String> twos = new HashSet<>();
    for (TensorProto constant : graph.getInitializerList()) {
      if (constant.getDataType() == ElementType.FLOAT32.onnx() && isTwo(constant)) {
        twos.add(constant.getName());
      }
    }
    GraphProto.Builder result = graph.toBuilder();
    for (NodeProto.Builder node : result.getNodeBuilderList()) {
      if (node.getOpType().equals("Pow") && twos.contains(node.getInput(1))) {
        node.setOpType("Mul").setInput(1, node.getInput(0));
      }
    }
    return result.build();
  }

  private static boolean isTwo(TensorProto constant) {
    // a longer exponent could broadcast the result to another shape
    boolean single = constant.getDimsList().stream().allMatch(side -> side == 1);
    FloatBuffer values = single ? HalfTensors.values(constant) : FloatBuffer.allocate(0);
    return values.remaining() == 1 && values.get(0) == 2;
  }
}
