// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.graph;

import com.google.protobuf.InvalidProtocolBufferException;
import io.github.sam4j.internal.ort.OrtSession;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.internal.ort.SessionSettings;
import io.github.sam4j.weights.WeightTensor;
import io.github.sam4j.weights.internal.format.ElementType;
import io.github.sam4j.weights.internal.graph.HalfPrecision;
import io.github.sam4j.weights.internal.graph.OnnxGraph;
import io.github.sam4j.weights.internal.graph.ValueTypes;
import io.github.sam4j.weights.internal.onnx.GraphProto;
import io.github.sam4j.weights.internal.onnx.ModelProto;
import io.github.sam4j.weights.internal.onnx.NodeProto;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** A graph from {@code x} to {@code y}, both {@code [rows, columns]}, before and after. */
record GraphUnderTest(ModelProto before, ModelProto after) {
  /** Builds and converts a graph. */
  static GraphUnderTest of(OnnxGraph graph) {
    return of(parse(graph.toBytes()));
  }

  static GraphUnderTest of(ModelProto before) {
    return new GraphUnderTest(before, parse(HalfPrecision.convert(before.toByteArray())));
  }

  static ModelProto parse(byte[] model) {
    try {
      return ModelProto.parseFrom(model);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Returns normally distributed numbers. */
  static WeightTensor gaussian(long seed, double deviation, int... shape) {
    int length = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    Random random = new Random(seed);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    return WeightTensor.of(values, shape);
  }

  GraphProto graph() {
    return after.getGraph();
  }

  /** The nodes of an operator after the conversion. */
  List<NodeProto> nodes(String operator) {
    return graph().getNodeList().stream()
        .filter(node -> node.getOpType().equals(operator))
        .toList();
  }

  /** The known element types of all inputs of all nodes of the given operators. */
  List<ElementType> inputTypes(String... operators) {
    ValueTypes types = ValueTypes.of(graph());
    return Stream.of(operators)
        .flatMap(operator -> nodes(operator).stream())
        .flatMap(node -> node.getInputList().stream())
        .flatMap(input -> types.of(input).stream())
        .toList();
  }

  /** What the converted graph makes of some numbers with rounding after every half node. */
  float[] rounded(WeightTensor x) {
    return run(RoundedGraph.of(after.toByteArray()), x);
  }

  /** What the runtime itself makes of the converted graph. */
  float[] converted(WeightTensor x) {
    return run(after.toByteArray(), x);
  }

  /** What the graph made of them before. */
  float[] exact(WeightTensor x) {
    return run(before.toByteArray(), x);
  }

  private static float[] run(byte[] model, WeightTensor x) {
    long[] shape = Arrays.stream(x.shape()).asLongStream().toArray();
    try (OrtSession session = OrtSession.load("graph under test", model, SessionSettings.cpu(1));
        OrtTensor in = OrtTensor.floats(shape);
        OrtTensor out = OrtTensor.floats(shape)) {
      in.floatBuffer().put(x.toArray());
      session.run(Map.of("x", in), Map.of("y", out));
      float[] values = new float[x.length()];
      out.floatBuffer().get(values);
      return values;
    }
  }

  /** Largest difference over largest value; NaN if there is one. */
  static double deviation(float[] actual, float[] expected) {
    double largest = 0;
    double worst = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      worst = Math.max(worst, Math.abs((double) actual[i] - expected[i]));
    }
    return worst / largest;
  }
}
