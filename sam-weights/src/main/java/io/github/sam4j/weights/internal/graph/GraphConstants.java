// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.graph;

import com.google.protobuf.ByteString;
import io.github.sam4j.weights.WeightTensor;
import io.github.sam4j.weights.internal.format.ElementType;
import io.github.sam4j.weights.internal.onnx.GraphProto;
import io.github.sam4j.weights.internal.onnx.TensorProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The constants of a graph under construction, deduplicated by name. */
final class GraphConstants {
  /**
   * Smallest number of values for which a constant is kept as a tensor until the graph is written.
   */
  private static final int LARGE = 1 << 12;

  private final GraphProto.Builder graph;
  private final Set<String> names = new HashSet<>();
  private final Map<String, WeightTensor> large = new HashMap<>();

  GraphConstants(GraphProto.Builder graph) {
    this.graph = graph;
  }

  /** Adds a tensor of 32-bit floats. */
  void add(String name, WeightTensor tensor) {
    if (!names.add(name)) {
      return;
    }
    if (tensor.length() >= LARGE) {
      List<Long> sides = Arrays.stream(tensor.shape()).asLongStream().boxed().toList();
      graph.addInitializer(OnnxModel.placeholder(name, ElementType.FLOAT32, name, sides));
      large.put(name, tensor);
    } else {
      ByteBuffer bytes = allocate(tensor.length(), ElementType.FLOAT32);
      bytes.asFloatBuffer().put(tensor.toArray());
      add(name, ElementType.FLOAT32, bytes, tensor.shape());
    }
  }

  /** Adds a tensor of 64-bit integers. */
  void add(String name, long[] values, int[] shape) {
    if (names.add(name)) {
      ByteBuffer bytes = allocate(values.length, ElementType.INT64);
      bytes.asLongBuffer().put(values);
      add(name, ElementType.INT64, bytes, shape);
    }
  }

  private static ByteBuffer allocate(int values, ElementType type) {
    return ByteBuffer.allocate(values * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void add(String name, ElementType type, ByteBuffer bytes, int[] shape) {
    TensorProto.Builder constant = TensorProto.newBuilder().setName(name).setDataType(type.onnx());
    for (int side : shape) {
      constant.addDims(side);
    }
    graph.addInitializer(constant.setRawData(ByteString.copyFrom(bytes)));
  }

  /** Returns the tensors behind the placeholders in the graph, by name. */
  Map<String, WeightTensor> large() {
    return large;
  }
}
