// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.graph;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.github.sam4j.weights.internal.format.ElementType;
import io.github.sam4j.weights.internal.format.HalfFloats;
import io.github.sam4j.weights.internal.graph.Attributes;
import io.github.sam4j.weights.internal.graph.HalfPrecision;
import io.github.sam4j.weights.internal.graph.OperatorKind;
import io.github.sam4j.weights.internal.graph.ValueTypes;
import io.github.sam4j.weights.internal.onnx.GraphProto;
import io.github.sam4j.weights.internal.onnx.ModelProto;
import io.github.sam4j.weights.internal.onnx.NodeProto;
import io.github.sam4j.weights.internal.onnx.TensorProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * A graph of 16-bit floats written with 32-bit ones that are rounded after every node, so that a
 * CPU computes what hardware with 16-bit floats and sums of 32 bits would.
 *
 * <p>The runtime's CPU provider doesn't do that by itself: where two nodes in a row have no kernel
 * for 16-bit floats it leaves out the rounding between them, and the one at the graph's border. A
 * Cast to 16 bits and back that stands in the graph is kept. A GPU's kernels that do several nodes
 * at once round less often than this.
 */
public final class RoundedGraph {
  private final GraphProto.Builder graph;
  private final ValueTypes types;

  private RoundedGraph(GraphProto half) {
    this.types = ValueTypes.of(half);
    this.graph = half.toBuilder().clearNode().clearInitializer();
  }

  /** Rewrites what {@link HalfPrecision#convert} returned. */
  public static byte[] of(byte[] half) {
    try {
      ModelProto model = ModelProto.parseFrom(half);
      return model.toBuilder()
          .setGraph(new RoundedGraph(model.getGraph()).rewrite(model.getGraph()))
          .build()
          .toByteArray();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private GraphProto rewrite(GraphProto half) {
    for (TensorProto constant : half.getInitializerList()) {
      graph.addInitializer(widened(constant));
    }
    for (NodeProto node : half.getNodeList()) {
      String output = node.getOutput(0);
      boolean moves = OperatorKind.of(node) == OperatorKind.MOVES;
      if (moves || !isHalf(output)) {
        boolean widens =
            node.getOpType().equals("Cast") && isHalf(node.getInput(0)) && types.isFloat(output);
        graph.addNode(
            widens ? node.toBuilder().setOpType("Identity").clearAttribute().build() : node);
      } else if (node.getOpType().equals("Cast")) {
        round(node.getInput(0), output);
      } else {
        String exact = output + ".exact";
        graph.addNode(node.toBuilder().setOutput(0, exact));
        round(exact, output);
      }
    }
    return graph.build();
  }

  private boolean isHalf(String value) {
    return types.of(value).equals(Optional.of(ElementType.FLOAT16));
  }

  private void round(String from, String to) {
    cast(from, to + ".rounded", ElementType.FLOAT16);
    cast(to + ".rounded", to, ElementType.FLOAT32);
  }

  private void cast(String from, String to, ElementType type) {
    graph.addNode(NodeProto.newBuilder()
        .setOpType("Cast")
        .addInput(from)
        .addOutput(to)
        .addAttribute(Attributes.integer("to", type.onnx())));
  }

  private static TensorProto widened(TensorProto tensor) {
    if (tensor.getDataType() != ElementType.FLOAT16.onnx()) {
      return tensor;
    }
    ByteBuffer halves = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer floats = ByteBuffer.allocate(2 * halves.remaining()).order(ByteOrder.LITTLE_ENDIAN);
    while (halves.hasRemaining()) {
      floats.putFloat(HalfFloats.toFloat(halves.getShort()));
    }
    return tensor.toBuilder()
        .setDataType(ElementType.FLOAT32.onnx())
        .setRawData(ByteString.copyFrom(floats.flip()))
        .build();
  }
}
