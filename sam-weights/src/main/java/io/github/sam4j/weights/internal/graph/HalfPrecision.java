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
 * Turns a model of 32-bit floats into one that does its heavy arithmetic with 16-bit floats.
 *
 * <p>Inputs and outputs keep their types: a Cast stands at the border wherever the inner type is
 * another one. Of the rest,
 *
 * <ul>
 *   <li>products, convolutions and what is done with each value by itself take and yield 16-bit
 *       floats, their constants rounded to nearest, ties to even. Values below 6·10<sup>−8</sup>
 *       become 0.
 *   <li>Norms and softmax, as one operator or written out, compute with 32-bit floats: their sums
 *       leave the range of 16-bit floats, {@code x − mean(x)} cancels, and an exponential turns the
 *       rounding of its argument into a relative error of the result. {@link Float32Rules}
 *       describes how they are found. So do sine and cosine, whose argument is an angle of many
 *       turns.
 *   <li>A constant beyond ±65504 keeps the node that takes it with 32-bit floats. That and the
 *       first convolution are rules for graphs as exporters write them; graphs of our own mark
 *       themselves what must not be rounded ({@link OnnxGraph#inFloat32}).
 *   <li>Operators that move values take the type of their neighbours ({@link PrecisionPlan}).
 *       Integers and truth values stay what they are.
 *   <li>ONNX Runtime's attention takes and yields 16-bit floats. Its other operators, those of
 *       other domains and those that aren't listed in {@link OperatorKind} keep their types.
 * </ul>
 *
 * <p>The result is meant for a GPU. ONNX Runtime's CPU provider has few kernels for 16-bit floats;
 * it computes with 32-bit ones instead and even leaves out the rounding between two such nodes, so
 * there only the constants are rounded.
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
   * @throws IllegalArgumentException if they aren't, if the operator set is older than 7, if a
   *     constant lies in another file, or if a node has a graph of its own (If, Loop, Scan), which
   *     could use values of any type from outside
   */
  public static byte[] convert(byte[] onnxModel) {
    try {
      return convert(ModelProto.parseFrom(onnxModel), new HalfTensors(Map.of())).toByteArray();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(
          "expected an ONNX file, found something that is not a protobuf message", e);
    }
  }

  /** Returns a converted model of our own. */
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
