// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.graph;

import com.google.protobuf.InvalidProtocolBufferException;
import io.github.sam4j.weights.internal.onnx.AttributeProto;
import io.github.sam4j.weights.internal.onnx.GraphProto;
import io.github.sam4j.weights.internal.onnx.ModelProto;
import io.github.sam4j.weights.internal.onnx.NodeProto;
import io.github.sam4j.weights.internal.onnx.OperatorSetIdProto;
import java.util.Map;

/**
 * Converts a model of 32-bit floats to one that does its heavy arithmetic in 16-bit floats.
 *
 * <p>Inputs and outputs keep their types: a Cast is inserted at the boundary where the inner type
 * differs. For the rest:
 *
 * <ul>
 *   <li>Products, convolutions and elementwise operations take and yield 16-bit floats; their
 *       constants are rounded to nearest, ties to even. Values below 6·10<sup>−8</sup> become 0.
 *   <li>Norms and softmax, as one operator or written out, compute in 32-bit floats: their sums
 *       exceed the range of 16-bit floats, {@code x − mean(x)} cancels, and an exponential turns
 *       the rounding of its argument into a relative error of the result. {@link Float32Rules}
 *       describes how they are found. The same applies to sine and cosine, whose arguments are
 *       angles of many turns.
 *   <li>A node with a constant beyond ±65504 stays in 32-bit floats. This rule and the one for the
 *       first convolution exist for exported graphs; graphs written by this library mark the nodes
 *       that must not be rounded ({@link OnnxGraph#inFloat32}).
 *   <li>Operators that only move values take the type of their neighbours ({@link PrecisionPlan}).
 *       Integers and booleans are unchanged.
 *   <li>ONNX Runtime's attention takes and yields 16-bit floats. All other operators that are not
 *       listed in {@link OperatorKind} keep their types.
 * </ul>
 *
 * <p>The result is meant for a GPU. ONNX Runtime's CPU provider has few kernels for 16-bit floats;
 * it computes in 32-bit floats instead and even omits the rounding between two such nodes, so only
 * the constants are rounded there.
 */
public final class HalfPrecision {
  /**
   * Version of the conversion. Caches identify a converted graph by the original and this number:
   * raise it whenever the conversion changes.
   */
  public static final int VERSION = 1;

  private static final int OLDEST_OPERATOR_SET = 7;
  private static final int NORMS_OF_ONE_TYPE = 17;
  private static final int CONSTANTS_NEED_NO_INPUT = 4;

  private HalfPrecision() {}

  /**
   * Returns the converted model.
   *
   * @param onnxModel the bytes of an ONNX file
   * @throws IllegalArgumentException if the bytes are not an ONNX file, if the operator set is
   *     older than 7, if a constant lies in another file, or if a node has a subgraph (If, Loop,
   *     Scan), which could use outer values of any type
   */
  public static byte[] convert(byte[] onnxModel) {
    try {
      return convert(ModelProto.parseFrom(onnxModel), new HalfTensors(Map.of())).toByteArray();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(
          "expected an ONNX file, found something that is not a protobuf message", e);
    }
  }

  /** Returns the converted model; large constants are converted when they are written. */
  static OnnxModel convert(OnnxModel model) {
    return new OnnxModel(
        convert(model.message(), new HalfTensors(model.tensors())), model.tensors());
  }

  private static ModelProto convert(ModelProto model, HalfTensors constants) {
    check(model);
    return model.toBuilder()
        .setIrVersion(Math.max(model.getIrVersion(), CONSTANTS_NEED_NO_INPUT))
        .setGraph(new HalfRewriter(normalForm(model), constants).rewrite())
        .build();
  }

  private static GraphProto normalForm(ModelProto model) {
    GraphProto graph = ConstantNodes.toInitializers(model.getGraph());
    boolean normsOfOneType = model.getOpsetImportList().stream()
        .anyMatch(set -> set.getDomain().isEmpty() && set.getVersion() >= NORMS_OF_ONE_TYPE);
    return normsOfOneType ? SquaresAsProducts.rewrite(graph) : graph;
  }

  private static void check(ModelProto model) {
    for (OperatorSetIdProto set : model.getOpsetImportList()) {
      if (set.getDomain().isEmpty() && set.getVersion() < OLDEST_OPERATOR_SET) {
        throw new IllegalArgumentException("expected operator set " + OLDEST_OPERATOR_SET
            + " or newer, found " + set.getVersion());
      }
    }
    for (NodeProto node : model.getGraph().getNodeList()) {
      for (AttributeProto attribute : node.getAttributeList()) {
        if (attribute.getType() == AttributeProto.Type.GRAPH
            || attribute.getType() == AttributeProto.Type.GRAPHS) {
          throw new IllegalArgumentException("expected a graph without branches and loops, found "
              + node.getOpType() + " " + node.getName());
        }
      }
    }
  }
}
