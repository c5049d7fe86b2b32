// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.graph;

import io.github.sam4j.weights.WeightTensor;
import io.github.sam4j.weights.internal.format.ElementType;
import io.github.sam4j.weights.internal.onnx.AttributeProto;
import io.github.sam4j.weights.internal.onnx.GraphProto;
import io.github.sam4j.weights.internal.onnx.ModelProto;
import io.github.sam4j.weights.internal.onnx.NodeProto;
import io.github.sam4j.weights.internal.onnx.OperatorSetIdProto;
import io.github.sam4j.weights.internal.onnx.TypeProto;
import io.github.sam4j.weights.internal.onnx.ValueInfoProto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * An ONNX graph under construction (operator set 17). Most methods add one or a few nodes and
 * return the name of the resulting value. Shapes in the documentation follow ONNX: 0 in a reshape
 * keeps a side, −1 infers it.
 */
public final class OnnxGraph {
  /** The name of an optional input that is omitted. */
  public static final String ABSENT = "";

  /** Documentation string of nodes that must not be computed in 16-bit floats. */
  static final String KEPT_IN_FLOAT32 = "kept in float32";

  /** Domain of ONNX Runtime's own operators. */
  static final String RUNTIME_DOMAIN = "com.microsoft";

  private static final int OPERATOR_SET = 17;
  private static final int IR_VERSION = 8;

  private final GraphProto.Builder graph = GraphProto.newBuilder();
  private final GraphConstants constants = new GraphConstants(graph);
  private final Map<String, String> outputs = new HashMap<>();
  private int values;
  private boolean keptInFloat32;
  private boolean portable;

  /** Starts an empty graph. */
  public OnnxGraph(String name) {
    graph.setName(name);
  }

  /**
   * Starts an empty graph that {@link HalfPrecision} leaves in 32-bit floats, except for nodes that
   * are added {@link #inEitherPrecision}.
   */
  public static OnnxGraph inFloat32(String name) {
    OnnxGraph graph = new OnnxGraph(name);
    graph.keptInFloat32 = true;
    return graph;
  }

  /**
   * Starts an empty graph that uses standard ONNX operators only, for other runtimes; attention is
   * written out and therefore slower.
   */
  public static OnnxGraph portable(String name) {
    OnnxGraph graph = new OnnxGraph(name);
    graph.portable = true;
    return graph;
  }

  /** Declares an input. */
  public String input(String name, ElementType elementType, Shape shape) {
    graph.addInput(valueInfo(name, elementType, shape));
    return name;
  }

  /** Declares a value as an output of floats; the value is renamed throughout the graph. */
  public void output(String value, String name, Shape shape) {
    outputs.put(value, name);
    graph.addOutput(valueInfo(name, ElementType.FLOAT32, shape));
  }

  private static ValueInfoProto valueInfo(String name, ElementType elementType, Shape shape) {
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder()
            .setTensorType(TypeProto.Tensor.newBuilder()
                .setElemType(elementType.onnx())
                .setShape(shape.toProto())))
        .build();
  }

  /** Adds a constant; adding the same name again has no effect. */
  public String constant(String name, WeightTensor tensor) {
    constants.add(name, tensor);
    return name;
  }

  /** Adds a constant scalar. */
  public String scalar(double value) {
    return constant("scalar_" + value, WeightTensor.of(new float[] {(float) value}));
  }

  /** Adds a constant list of integers. */
  public String integers(long... values) {
    return integers("integers_" + Arrays.toString(values), values, values.length);
  }

  /** Adds a constant tensor of integers; adding the same name again has no effect. */
  public String integers(String name, long[] values, int... shape) {
    constants.add(name, values, shape);
    return name;
  }

  /**
   * Adds nodes that {@link HalfPrecision} may convert although the graph is {@link #inFloat32}.
   *
   * @param nodes adds them and returns a value
   * @return that value
   */
  public String inEitherPrecision(Supplier<String> nodes) {
    return with(false, nodes);
  }

  /**
   * Adds nodes that {@link HalfPrecision} leaves in 32-bit floats.
   *
   * @param nodes adds them and returns a value
   * @return that value
   */
  public String inFloat32(Supplier<String> nodes) {
    return with(true, nodes);
  }

  private String with(boolean float32, Supplier<String> nodes) {
    boolean outside = keptInFloat32;
    keptInFloat32 = float32;
    try {
      return nodes.get();
    } finally {
      keptInFloat32 = outside;
    }
  }

  /** Adds a node with one output. */
  public String node(String operator, List<AttributeProto> attributes, String... inputs) {
    String value = operator + "_" + values++;
    graph.addNode(NodeProto.newBuilder()
        .setOpType(operator)
        .setName(value)
        .addAllInput(Arrays.asList(inputs))
        .addOutput(value)
        .addAllAttribute(attributes)
        .setDocString(keptInFloat32 ? KEPT_IN_FLOAT32 : ""));
    return value;
  }

  /**
   * Adds attention without scaling: for each head, {@code softmax(q · kᵀ) · v}. Unless the graph is
   * {@link #portable}, this is ONNX Runtime's {@code MultiHeadAttention}, which on a CPU never
   * holds all products at once.
   *
   * @param query {@code [B, S, heads * d]}
   * @param key {@code [B, T, heads * d]}
   * @param value {@code [B, T, heads * e]}
   * @return {@code [B, S, heads * e]}
   */
  public String attention(int heads, String query, String key, String value) {
    if (!portable) {
      return fusedAttention(heads, query, key, value);
    }
    String scores = matMul(byHead(heads, query, 0, 2, 1, 3), byHead(heads, key, 0, 2, 3, 1));
    return together(matMul(softmax(scores), byHead(heads, value, 0, 2, 1, 3)));
  }

  /**
   * Adds attention whose keys and values are already split into heads, which saves a change of
   * layout for each.
   *
   * @param query {@code [B, S, heads * d]}
   * @param key {@code [B, heads, T, d]}
   * @param value {@code [B, heads, T, d]}
   * @param products biases that are added to the products, {@code [1, heads, S, T]}
   * @return {@code [B, S, heads * d]}
   */
  public String attentionByHead(
      int heads, String query, String key, String value, String products) {
    if (!portable) {
      return fusedAttention(heads, query, key, value, ABSENT, ABSENT, products);
    }
    String scores = matMul(byHead(heads, query, 0, 2, 1, 3), transpose(key, 0, 1, 3, 2));
    return together(matMul(softmax(add(scores, products)), value));
  }

  private String fusedAttention(int heads, String... inputs) {
    return runtimeNode(
        "MultiHeadAttention",
        List.of(Attributes.integer("num_heads", heads), Attributes.real("scale", 1f)),
        inputs);
  }

  private String together(String byHead) {
    return reshape(transpose(byHead, 0, 2, 1, 3), 0, 0, -1);
  }

  private String byHead(int heads, String x, int... order) {
    return transpose(reshape(x, 0, 0, heads, -1), order);
  }

  private String runtimeNode(String operator, List<AttributeProto> attributes, String... inputs) {
    String result = node(operator, attributes, inputs);
    graph.getNodeBuilder(graph.getNodeCount() - 1).setDomain(RUNTIME_DOMAIN);
    return result;
  }

  public String node(String operator, String... inputs) {
    return node(operator, List.of(), inputs);
  }

  public String add(String a, String b) {
    return node("Add", a, b);
  }

  public String multiply(String a, String b) {
    return node("Mul", a, b);
  }

  public String matMul(String a, String b) {
    return node("MatMul", a, b);
  }

  public String relu(String x) {
    return node("Relu", x);
  }

  public String softmax(String x) {
    return node("Softmax", List.of(Attributes.integer("axis", -1)), x);
  }

  public String concat(int axis, String... parts) {
    return node("Concat", List.of(Attributes.integer("axis", axis)), parts);
  }

  public String transpose(String x, int... order) {
    return node("Transpose", List.of(Attributes.integers("perm", order)), x);
  }

  public String reshape(String x, long... shape) {
    return node("Reshape", x, integers(shape));
  }

  /** Adds a split into equal parts along an axis. */
  public List<String> split(String x, int axis, int parts) {
    if (parts == 1) {
      return List.of(x);
    }
    List<String> names = new ArrayList<>();
    String first = node("Split", List.of(Attributes.integer("axis", axis)), x);
    names.add(first);
    NodeProto.Builder node = graph.getNodeBuilder(graph.getNodeCount() - 1);
    for (int i = 1; i < parts; i++) {
      names.add(first + "_" + i);
      node.addOutput(first + "_" + i);
    }
    return names;
  }

  /** Adds a gather of rows of {@code [n, width]} by their indices; yields {@code [..., width]}. */
  public String gatherRows(String rows, String numbers) {
    return node("Gather", List.of(Attributes.integer("axis", 0)), rows, numbers);
  }

  /** Adds a slice {@code [from, to)} of one axis. */
  public String slice(String x, int axis, long from, long to) {
    return node("Slice", x, integers(from), integers(to), integers(axis));
  }

  public String layerNorm(String x, String scale, String shift, float epsilon) {
    return node(
        "LayerNormalization",
        List.of(Attributes.integer("axis", -1), Attributes.real("epsilon", epsilon)),
        x,
        scale,
        shift);
  }

  /** Adds a norm over the last axis without a shift. */
  public String scaledNorm(String x, String scale, float epsilon) {
    return node(
        "LayerNormalization",
        List.of(Attributes.integer("axis", -1), Attributes.real("epsilon", epsilon)),
        x,
        scale);
  }

  /**
   * Adds GELU in its exact form, {@code x/2 · (1 + erf(x/√2))}, written so that ONNX Runtime fuses
   * it.
   */
  public String gelu(String x) {
    String erf = node("Erf", node("Div", x, scalar(Math.sqrt(2))));
    return multiply(multiply(x, add(erf, scalar(1))), scalar(0.5));
  }

  /**
   * Adds a convolution without a bias.
   *
   * @param x {@code [N, C, H, W]}
   * @param padding number of zeros at each of the four edges
   * @param groups number of channel groups; as many as channels for a depthwise convolution
   */
  public String convolution(String x, String weight, int stride, int padding, int groups) {
    return node(
        "Conv",
        List.of(
            Attributes.integers("strides", stride, stride),
            Attributes.integers("pads", padding, padding, padding, padding),
            Attributes.integer("group", groups)),
        x,
        weight);
  }

  /**
   * Adds a convolution with a bias, otherwise as {@link #convolution(String, String, int, int,
   * int)}.
   */
  public String convolution(
      String x, String weight, String bias, int stride, int padding, int groups) {
    String value = convolution(x, weight, stride, padding, groups);
    graph.getNodeBuilder(graph.getNodeCount() - 1).addInput(bias);
    return value;
  }

  /** Adds {@code x · weight + bias} with a weight of shape {@code [in, out]}. */
  public String linear(String x, String weight, String bias) {
    return add(matMul(x, weight), bias);
  }

  /**
   * Adds the GELU of {@link #linear}. Unless the graph is {@link #portable}, bias and GELU are one
   * operator that uses all threads; ahead of a product with a fused bias, the runtime would copy
   * the bias on a single thread.
   */
  public String geluOfLinear(String x, String weight, String bias) {
    return portable
        ? gelu(linear(x, weight, bias))
        : runtimeNode("BiasGelu", List.of(), matMul(x, weight), bias);
  }

  /** Returns the ONNX file; no nodes may be added afterwards. */
  public byte[] toBytes() {
    return toModel().toBytes();
  }

  /** Returns the model; no nodes may be added afterwards. */
  public OnnxModel toModel() {
    for (NodeProto.Builder node : graph.getNodeBuilderList()) {
      for (int i = 0; i < node.getInputCount(); i++) {
        node.setInput(i, outputs.getOrDefault(node.getInput(i), node.getInput(i)));
      }
      node.setOutput(0, outputs.getOrDefault(node.getOutput(0), node.getOutput(0)));
    }
    ModelProto.Builder model = ModelProto.newBuilder()
        .setIrVersion(IR_VERSION)
        .setProducerName("sam4j")
        .setGraph(graph)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATOR_SET));
    if (graph.getNodeList().stream().anyMatch(node -> node.getDomain().equals(RUNTIME_DOMAIN))) {
      model.addOpsetImport(
          OperatorSetIdProto.newBuilder().setDomain(RUNTIME_DOMAIN).setVersion(1));
    }
    return new OnnxModel(model.build(), constants.large());
  }
}
