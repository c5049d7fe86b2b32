// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.architecture;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.github.sam4j.weights.NamedTensors;
import io.github.sam4j.weights.WeightTensor;
import io.github.sam4j.weights.internal.format.ElementType;
import io.github.sam4j.weights.internal.format.FiniteValues;
import io.github.sam4j.weights.internal.onnx.GraphProto;
import io.github.sam4j.weights.internal.onnx.ModelProto;
import io.github.sam4j.weights.internal.onnx.NodeProto;
import io.github.sam4j.weights.internal.onnx.TensorProto;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The graph of an exported ONNX file and its constants of 32-bit floats.
 *
 * <p>Exporters rename weights, but the name of each node contains the path of its module:
 * {@code /transformer/layers.0/self_attn/q_proj/MatMul}.
 */
final class OnnxConstants {
  private final GraphProto graph;
  private final Map<String, TensorProto> constants = new HashMap<>();

  private OnnxConstants(GraphProto graph) {
    this.graph = graph;
    for (TensorProto initializer : graph.getInitializerList()) {
      constants.put(initializer.getName(), initializer);
    }
    for (NodeProto node : graph.getNodeList()) {
      if (node.getOpType().equals("Constant")
          && node.getAttributeCount() == 1
          && node.getOutputCount() == 1) {
        constants.put(node.getOutput(0), node.getAttribute(0).getT());
      }
    }
    constants.values().removeIf(constant -> constant.getDataType() != ElementType.FLOAT32.onnx());
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException if the bytes aren't an ONNX file
   */
  static OnnxConstants of(byte[] onnx) {
    ModelProto model;
    try {
      model = ModelProto.parseFrom(onnx);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(
          "expected an ONNX file, found something that is not a protobuf message", e);
    }
    if (!model.hasGraph()) {
      throw new IllegalArgumentException("expected an ONNX file, found a message without a graph");
    }
    return new OnnxConstants(model.getGraph());
  }

  GraphProto graph() {
    return graph;
  }

  /** Returns the constants of 32-bit floats by name. */
  Map<String, TensorProto> all() {
    return constants;
  }

  /** Returns the constant of 32-bit floats with the given value name, if there is one. */
  Optional<TensorProto> find(String name) {
    return Optional.ofNullable(constants.get(name));
  }

  /**
   * Returns the path of the module that a node belongs to, with dots:
   * {@code /output_upscaling/output_upscaling.1/Mul} becomes {@code output_upscaling.1}.
   */
  static String module(String node) {
    List<String> path = new ArrayList<>();
    String[] parts = node.split("/", -1);
    for (int i = 0; i < parts.length - 1; i++) {
      String part = parts[i];
      // members of a sequence repeat the sequence's name
      if (!path.isEmpty() && part.startsWith(path.get(path.size() - 1) + ".")) {
        path.remove(path.size() - 1);
      }
      if (!part.isEmpty() && !part.equals("model")) {
        path.add(part);
      }
    }
    return String.join(".", path);
  }

  /**
   * Checks the values of weights that were read; constants that are none may be infinite.
   *
   * @throws IllegalArgumentException that names the first weight with a value that is not finite
   */
  static void requireFinite(NamedTensors weights) {
    for (String name : weights.names()) {
      FiniteValues.problem(weights.get(name).toArray()).ifPresent(problem -> {
        throw new IllegalArgumentException("weight " + name + " has " + problem);
      });
    }
  }

  /**
   * Returns the values of a constant.
   *
   * @throws IllegalArgumentException if the values are not in the file or do not fit the shape
   */
  static WeightTensor tensor(TensorProto proto) {
    if (proto.getDataLocation() != 0) {
      throw new IllegalArgumentException(
          "weight " + proto.getName() + " lies in another file, expected it inside the ONNX file");
    }
    int[] shape = new int[proto.getDimsCount()];
    long elements = 1;
    for (int i = 0; i < shape.length; i++) {
      long side = proto.getDims(i);
      // both factors are below 2^31 here, so the product can't overflow
      if (side < 0 || side > Integer.MAX_VALUE || elements * side > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("weight " + proto.getName()
            + " has a shape that no tensor can have, got " + proto.getDimsList());
      }
      shape[i] = (int) side;
      elements *= side;
    }
    ByteString raw = proto.getRawData();
    if (raw.isEmpty() && proto.getFloatDataCount() == elements) {
      float[] values = new float[(int) elements];
      for (int i = 0; i < values.length; i++) {
        values[i] = proto.getFloatData(i);
      }
      return WeightTensor.of(values, shape);
    }
    if (raw.size() != elements * Float.BYTES) {
      throw new IllegalArgumentException("weight " + proto.getName() + " has " + raw.size()
          + " bytes, expected " + elements * Float.BYTES);
    }
    float[] values = new float[(int) elements];
    raw.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return WeightTensor.of(values, shape);
  }
}
