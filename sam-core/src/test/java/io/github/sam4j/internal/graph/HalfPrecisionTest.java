// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.graph;

import static io.github.sam4j.internal.graph.GraphUnderTest.deviation;
import static io.github.sam4j.internal.graph.GraphUnderTest.gaussian;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.weights.WeightTensor;
import io.github.sam4j.weights.internal.format.ElementType;
import io.github.sam4j.weights.internal.format.HalfFloats;
import io.github.sam4j.weights.internal.graph.Attributes;
import io.github.sam4j.weights.internal.graph.HalfPrecision;
import io.github.sam4j.weights.internal.graph.OnnxGraph;
import io.github.sam4j.weights.internal.graph.Shape;
import io.github.sam4j.weights.internal.graph.ValueTypes;
import io.github.sam4j.weights.internal.onnx.AttributeProto;
import io.github.sam4j.weights.internal.onnx.GraphProto;
import io.github.sam4j.weights.internal.onnx.ModelProto;
import io.github.sam4j.weights.internal.onnx.NodeProto;
import io.github.sam4j.weights.internal.onnx.OperatorSetIdProto;
import io.github.sam4j.weights.internal.onnx.TensorProto;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Small graphs, converted: their types, their constants, and how far their results move. */
final class HalfPrecisionTest {
  private static final int ROWS = 5;
  private static final int WIDTH = 24;

  /** 2<sup>−11</sup> is half a step of a 16-bit float, relative to its value. */
  private static final double HALF_STEP = 0x1p-11;

  private static final WeightTensor X = gaussian(1, 1, ROWS, WIDTH);

  /** A graph from x to y. */
  @FunctionalInterface
  interface Body {
    String append(OnnxGraph graph, String x);
  }

  private static OnnxGraph graph(Body body) {
    OnnxGraph graph = new OnnxGraph("test");
    String x = graph.input("x", ElementType.FLOAT32, Shape.open("N").andFixed(WIDTH));
    graph.output(body.append(graph, x), "y", Shape.open("N").andFixed(WIDTH));
    return graph;
  }

  private static GraphUnderTest converted(Body body) {
    return GraphUnderTest.of(graph(body));
  }

  private static String weight(OnnxGraph graph, int seed) {
    return graph.constant("weight" + seed, gaussian(seed, 1 / Math.sqrt(WIDTH), WIDTH, WIDTH));
  }

  private static String vector(OnnxGraph graph, int seed) {
    return graph.constant("vector" + seed, gaussian(seed, 1, WIDTH));
  }

  private static AttributeProto axes(int... axes) {
    return Attributes.integers("axes", axes);
  }

  /** Attention and perceptron with their norms. */
  private static String block(OnnxGraph graph, String x) {
    String normed = graph.layerNorm(x, vector(graph, 10), vector(graph, 11), 1e-5f);
    String scores = graph.matMul(
        graph.matMul(normed, weight(graph, 12)),
        graph.transpose(graph.matMul(normed, weight(graph, 13)), 1, 0));
    String attended = graph.matMul(graph.softmax(scores), graph.matMul(normed, weight(graph, 14)));
    String sum = graph.add(x, attended);
    String normedSum = graph.layerNorm(sum, vector(graph, 15), vector(graph, 16), 1e-5f);
    String hidden = graph.gelu(graph.linear(normedSum, weight(graph, 17), vector(graph, 18)));
    return graph.add(sum, graph.linear(hidden, weight(graph, 19), vector(graph, 20)));
  }

  @Test
  void resultsStayCloseAndBordersKeepTheirTypes() {
    GraphUnderTest graph = converted(HalfPrecisionTest::block);
    float[] exact = graph.exact(X);

    assertThat(deviation(graph.rounded(X), exact)).isBetween(1e-5, 8 * HALF_STEP);
    assertThat(deviation(graph.converted(X), exact)).isBetween(1e-6, 8 * HALF_STEP);
    assertThat(graph.graph().getInputList()).isEqualTo(graph.before().getGraph().getInputList());
    assertThat(graph.graph().getOutputList())
        .isEqualTo(graph.before().getGraph().getOutputList());
  }

  @Test
  void productsTakeHalvesAndNormsAndSoftmaxFloats() {
    GraphUnderTest graph = converted(HalfPrecisionTest::block);

    assertThat(graph.inputTypes("MatMul", "Erf", "Transpose"))
        .hasSize(2 * 7 + 2)
        .containsOnly(ElementType.FLOAT16);
    assertThat(graph.inputTypes("LayerNormalization", "Softmax"))
        .hasSize(2 * 3 + 1)
        .containsOnly(ElementType.FLOAT32);
  }

  @Test
  void weightsOfHalfNodesTakeHalfTheBytes() {
    GraphUnderTest graph = converted(HalfPrecisionTest::block);

    List<TensorProto> matrices = graph.graph().getInitializerList().stream()
        .filter(tensor -> tensor.getName().startsWith("weight"))
        .toList();
    assertThat(matrices).hasSize(5).allSatisfy(matrix -> {
      assertThat(matrix.getDataType()).isEqualTo(ElementType.FLOAT16.onnx());
      assertThat(matrix.getRawData().size()).isEqualTo(2 * WIDTH * WIDTH);
      assertThat(matrix.getDimsList()).containsExactly((long) WIDTH, (long) WIDTH);
    });
  }

  @Test
  void aValueIsCastOncePerTypeAndNeverBackAtOnce() {
    GraphUnderTest graph = converted((g, x) -> {
      String product = g.matMul(x, weight(g, 1));
      String normed = g.layerNorm(product, vector(g, 2), vector(g, 3), 1e-5f);
      String branches = g.add(g.matMul(normed, weight(g, 4)), g.matMul(normed, weight(g, 5)));
      return g.add(g.add(g.softmax(product), g.relu(product)), branches);
    });

    List<NodeProto> casts = graph.nodes("Cast");
    assertThat(casts).extracting(cast -> cast.getInput(0)).doesNotHaveDuplicates();
    assertThat(casts)
        .extracting(cast -> cast.getInput(0))
        .doesNotContainAnyElementsOf(
            casts.stream().map(cast -> cast.getOutput(0)).toList());
    // x, product, norm, softmax, y
    assertThat(casts).hasSize(5);
  }

  private static String mean(OnnxGraph g, String x) {
    return g.node("ReduceMean", List.of(axes(-1)), x);
  }

  private static String variance(OnnxGraph g, String difference, boolean power) {
    String square =
        power ? g.node("Pow", difference, g.scalar(2)) : g.multiply(difference, difference);
    return g.add(mean(g, square), g.scalar(1e-6));
  }

  private static String affine(OnnxGraph g, String normed) {
    return g.add(g.multiply(normed, vector(g, 2)), vector(g, 3));
  }

  static Stream<Body> writtenOut() {
    Body norm = (g, x) -> {
      String difference = g.node("Sub", x, mean(g, x));
      return affine(g, g.node("Div", difference, g.node("Sqrt", variance(g, difference, true))));
    };
    Body normWithReciprocal = (g, x) -> {
      String difference = g.node("Sub", x, mean(g, x));
      String root = g.node("Sqrt", variance(g, difference, false));
      return affine(g, g.multiply(g.node("Reciprocal", root), difference));
    };
    Body softmax = (g, x) -> {
      String largest = g.node("ReduceMax", List.of(axes(-1)), x);
      String powers = g.node("Exp", g.node("Sub", x, largest));
      return g.node("Div", powers, g.node("ReduceSum", powers, g.integers(-1)));
    };
    return Stream.of(norm, normWithReciprocal, softmax);
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource
  void writtenOut(Body body) {
    OnnxGraph graph =
        graph((g, x) -> g.matMul(body.append(g, g.matMul(x, weight(g, 4))), weight(g, 5)));

    assertNoneButProductsInHalf(GraphUnderTest.of(graph));
    ModelProto older = GraphUnderTest.parse(graph.toBytes()).toBuilder()
        .setOpsetImport(0, OperatorSetIdProto.newBuilder().setVersion(13))
        .build();
    assertNoneButProductsInHalf(GraphUnderTest.of(older));
  }

  private static void assertNoneButProductsInHalf(GraphUnderTest graph) {
    ValueTypes types = ValueTypes.of(graph.graph());
    assertThat(graph.graph().getNodeList())
        .filteredOn(node -> !node.getOpType().equals("Cast"))
        .allSatisfy(node -> assertThat(types.isFloat(node.getOutput(0)))
            .as(node.getOpType())
            .isEqualTo(!node.getOpType().equals("MatMul")));
    float[] exact = graph.exact(X);
    assertThat(deviation(graph.rounded(X), exact)).isBetween(1e-5, 8 * HALF_STEP);
    assertThat(deviation(graph.converted(X), exact)).isBetween(1e-6, 8 * HALF_STEP);
  }

  @Test
  void aConstantBeyondTheRangeKeepsItsNodeWhereverItWasMoved() {
    GraphUnderTest graph = converted((g, x) -> {
      String large = g.constant("large", gaussian(1, 1e6, WIDTH, 1));
      String moved = g.transpose(large, 1, 0);
      return g.relu(g.node("Min", g.relu(x), g.node("Abs", moved)));
    });

    assertThat(graph.inputTypes("Abs", "Transpose")).containsOnly(ElementType.FLOAT32);
    assertThat(graph.inputTypes("Relu", "Min")).containsOnly(ElementType.FLOAT16);
    assertThat(deviation(graph.rounded(X), graph.exact(X))).isLessThan(2 * HALF_STEP);
  }

  @Test
  void aMaskOfInfinitiesStaysOne() {
    float[] mask = new float[WIDTH];
    mask[3] = Float.NEGATIVE_INFINITY;
    GraphUnderTest graph = converted((g, x) ->
        g.softmax(g.add(g.relu(x), g.constant("mask", WeightTensor.of(mask, WIDTH)))));

    assertThat(graph.inputTypes("Add")).containsOnly(ElementType.FLOAT16);
    assertThat(graph.rounded(X)[3]).isZero();
    assertThat(deviation(graph.rounded(X), graph.exact(X))).isLessThan(8 * HALF_STEP);
  }

  @Test
  void aConstantOfBothKindsIsStoredTwiceAndNotRoundedWhereItStays() {
    float[] odd = new float[WIDTH];
    Arrays.fill(odd, 2049);
    GraphUnderTest graph = converted((g, x) -> {
      String shared = g.constant("shared", WeightTensor.of(odd, WIDTH));
      String product = g.multiply(x, shared);
      String whole = g.node("Cast", List.of(Attributes.integer("to", 7)), shared);
      String difference = g.add(whole, g.integers(-2048));
      return g.node(
          "Where", g.node("Equal", difference, g.integers(1)), product, g.node("Neg", product));
    });

    assertThat(graph.graph().getInitializerList())
        .filteredOn(tensor -> tensor.getName().startsWith("shared"))
        .extracting(TensorProto::getDataType)
        .containsExactlyInAnyOrder(ElementType.FLOAT32.onnx(), ElementType.FLOAT16.onnx());
    // 2049 rounded is 2048, and all signs would turn
    assertThat(deviation(graph.rounded(X), graph.exact(X))).isLessThan(3 * HALF_STEP);
  }

  @Test
  void theFirstConvolutionAndItsActivationKeepFloats() {
    OnnxGraph g = new OnnxGraph("test");
    String pixels = g.input("x", ElementType.FLOAT32, Shape.fixed(1, 3, 8, 8));
    String kernel = g.constant("kernel", gaussian(1, 0.3, 3, 3, 1, 1));
    String second = g.constant("second", gaussian(2, 0.3, 3, 3, 1, 1));
    String first = g.gelu(g.node("Conv", pixels, kernel));
    String deeper = g.node("Conv", first, second);
    g.output(g.add(deeper, g.relu(first)), "y", Shape.fixed(1, 3, 8, 8));
    GraphUnderTest graph = GraphUnderTest.of(g);
    WeightTensor x = gaussian(3, 2, 1, 3, 8, 8);

    ValueTypes types = ValueTypes.of(graph.graph());
    assertThat(graph.nodes("Conv"))
        .extracting(node -> types.of(node.getInput(0)).orElseThrow())
        .containsExactly(ElementType.FLOAT32, ElementType.FLOAT16);
    assertThat(graph.inputTypes("Erf", "Relu")).containsOnly(ElementType.FLOAT32);
    assertThat(deviation(graph.rounded(x), graph.exact(x))).isBetween(1e-6, 4 * HALF_STEP);
  }

  @Test
  void nodesThatMoveValuesFollowTheirNeighbours() {
    GraphUnderTest graph = converted((g, x) -> {
      String normed = g.layerNorm(x, vector(g, 1), vector(g, 2), 1e-5f);
      String toHalf = g.reshape(normed, -1, WIDTH);
      String product = g.matMul(toHalf, weight(g, 3));
      String between = g.reshape(product, -1, 1, WIDTH);
      String second = g.matMul(between, weight(g, 4));
      String back = g.node("Squeeze", second, g.integers(1));
      String kept = g.node("Identity", g.softmax(back));
      return g.softmax(kept);
    });

    assertThat(graph.inputTypes("Reshape", "Squeeze"))
        .containsOnly(ElementType.FLOAT16, ElementType.INT64);
    assertThat(graph.inputTypes("Identity")).containsExactly(ElementType.FLOAT32);
  }

  @Test
  void markedGraphsKeepFloatsButForWhatIsExempt() {
    OnnxGraph g = OnnxGraph.inFloat32("test");
    String x = g.input("x", ElementType.FLOAT32, Shape.open("N").andFixed(WIDTH));
    String wide = g.inEitherPrecision(() -> g.matMul(x, weight(g, 1)));
    g.output(g.matMul(wide, weight(g, 2)), "y", Shape.open("N").andFixed(WIDTH));
    GraphUnderTest graph = GraphUnderTest.of(g);

    assertThat(graph.inputTypes("MatMul"))
        .containsExactly(
            ElementType.FLOAT16, ElementType.FLOAT16, ElementType.FLOAT32, ElementType.FLOAT32);
  }

  @Test
  void shapesAndIndicesStayIntegers() {
    GraphUnderTest graph = converted((g, x) -> {
      String product = g.matMul(x, weight(g, 1));
      String rows = g.slice(g.node("Shape", product), 0, 0, 1);
      String halved = g.node("Div", g.multiply(rows, g.integers(2)), g.integers(2));
      String shape = g.concat(0, halved, g.integers(WIDTH));
      return g.node("Expand", g.slice(product, 0, 0, 1), shape);
    });

    assertThat(graph.inputTypes("Div", "Mul", "Concat")).containsOnly(ElementType.INT64);
    assertThat(graph.inputTypes("Shape")).containsOnly(ElementType.FLOAT16);
    assertThat(deviation(graph.rounded(X), graph.exact(X))).isLessThan(2 * HALF_STEP);
  }

  @Test
  void constantNodesAreRoundedToo() {
    GraphUnderTest graph = converted((g, x) -> {
      String tensor = g.node(
          "Constant",
          List.of(AttributeProto.newBuilder()
              .setName("value")
              .setType(AttributeProto.Type.TENSOR)
              .setT(TensorProto.newBuilder().setDataType(1).addDims(1).addFloatData(0.1f))
              .build()));
      String number = g.node("Constant", List.of(Attributes.real("value_float", 0.3f)));
      String list = g.node(
          "Constant",
          List.of(AttributeProto.newBuilder()
              .setName("value_floats")
              .setType(AttributeProto.Type.FLOATS)
              .addFloats(0.7f)
              .build()));
      return g.add(g.multiply(g.multiply(x, tensor), number), list);
    });

    assertThat(graph.nodes("Constant")).isEmpty();
    assertThat(graph.graph().getInitializerList())
        .hasSize(3)
        .extracting(TensorProto::getDataType)
        .containsOnly(ElementType.FLOAT16.onnx());
    assertThat(deviation(graph.rounded(X), graph.exact(X))).isBetween(1e-6, 4 * HALF_STEP);
  }

  @Test
  void filledTensorsAndResizedOnesRun() {
    GraphUnderTest graph = converted((g, x) -> {
      String product = g.matMul(x, weight(g, 1));
      AttributeProto value = AttributeProto.newBuilder()
          .setName("value")
          .setType(AttributeProto.Type.TENSOR)
          .setT(TensorProto.newBuilder().setDataType(1).addDims(1).addFloatData(0.1f))
          .build();
      String filled = g.node("ConstantOfShape", List.of(value), g.node("Shape", product));
      String scales = g.constant("scales", WeightTensor.of(new float[] {1, 1}, 2));
      String resized = g.node("Resize", g.add(product, filled), "", scales);
      return g.relu(resized);
    });

    assertThat(graph.inputTypes("Resize")).doesNotContain(ElementType.FLOAT16);
    assertThat(graph.inputTypes("Add")).containsOnly(ElementType.FLOAT16);
    assertThat(deviation(graph.rounded(X), graph.exact(X))).isLessThan(4 * HALF_STEP);
    assertThat(deviation(graph.converted(X), graph.exact(X))).isLessThan(4 * HALF_STEP);
  }

  @Test
  void operatorsOfOtherDomainsGetWhatTheyAlwaysDid() {
    ModelProto.Builder model = GraphUnderTest.parse(graph((g, x) -> {
              String product = g.matMul(x, weight(g, 1));
              String normed = g.layerNorm(product, vector(g, 3), vector(g, 4), 1e-5f);
              String other = g.node("FastGelu", g.node("Identity", normed));
              return g.matMul(g.reshape(other, 0, -1), weight(g, 2));
            })
            .toBytes())
        .toBuilder();
    for (NodeProto.Builder node : model.getGraphBuilder().getNodeBuilderList()) {
      if (node.getOpType().equals("FastGelu")) {
        node.setDomain("com.microsoft");
      }
    }
    model.addOpsetImport(
        OperatorSetIdProto.newBuilder().setDomain("com.microsoft").setVersion(1));
    GraphUnderTest graph = GraphUnderTest.of(model.build());

    assertThat(graph.inputTypes("FastGelu", "Identity")).containsOnly(ElementType.FLOAT32);
    // what it yields isn't known, so neither product behind it is touched
    assertThat(graph.nodes("MatMul").get(1).getInput(1)).isEqualTo("weight2");
    assertThat(deviation(graph.converted(X), graph.exact(X))).isBetween(1e-6, 8 * HALF_STEP);
  }

  @Test
  void aNameThatIsTakenIsNotGivenTwice() {
    GraphUnderTest graph = converted((g, x) -> g.layerNorm(
        g.multiply(x, g.constant("w", gaussian(1, 1, WIDTH))),
        g.constant("w.float16", gaussian(2, 1, WIDTH)),
        vector(g, 3),
        1e-5f));

    assertThat(graph.graph().getInitializerList())
        .extracting(TensorProto::getName)
        .doesNotHaveDuplicates();
    assertThat(deviation(graph.rounded(X), graph.exact(X))).isLessThan(4 * HALF_STEP);
  }

  @Test
  void constantsOfOldFilesAreNoInputs() {
    ModelProto.Builder model =
        GraphUnderTest.parse(graph((g, x) -> g.matMul(x, weight(g, 1))).toBytes()).toBuilder()
            .setIrVersion(3);
    GraphProto.Builder old = model.getGraphBuilder();
    old.addInput(old.getInput(0).toBuilder().setName("weight1"));
    GraphUnderTest graph = GraphUnderTest.of(model.build());

    assertThat(graph.graph().getInputList()).hasSize(1);
    assertThat(graph.inputTypes("MatMul")).containsOnly(ElementType.FLOAT16);
    assertThat(graph.converted(X)).isNotEmpty();
  }

  @Test
  void whatCannotBeConvertedIsRefused() {
    assertThatThrownBy(() -> HalfPrecision.convert("no model".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected an ONNX file");
    ModelProto good =
        GraphUnderTest.parse(graph((g, x) -> g.matMul(x, weight(g, 1))).toBytes());
    ModelProto.Builder branching = good.toBuilder();
    branching
        .getGraphBuilder()
        .addNode(NodeProto.newBuilder()
            .setOpType("If")
            .setName("choice")
            .addAttribute(AttributeProto.newBuilder().setType(AttributeProto.Type.GRAPH)));
    assertThatThrownBy(() -> HalfPrecision.convert(branching.build().toByteArray()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found If choice");
    ModelProto.Builder elsewhere = good.toBuilder();
    elsewhere.getGraphBuilder().getInitializerBuilder(0).setDataLocation(1);
    assertThatThrownBy(() -> HalfPrecision.convert(elsewhere.build().toByteArray()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weight1 lies in another file");
    ModelProto old = good.toBuilder()
        .setOpsetImport(0, OperatorSetIdProto.newBuilder().setVersion(6))
        .build();
    assertThatThrownBy(() -> HalfPrecision.convert(old.toByteArray()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found 6");
  }

  @Test
  void roundedGraphsRoundAfterEveryNode() {
    GraphUnderTest graph =
        converted((g, x) -> g.multiply(g.add(g.multiply(x, x), g.scalar(0.1)), g.scalar(0.7)));
    float[] expected = X.toArray();
    for (int i = 0; i < expected.length; i++) {
      float x = rounded(expected[i]);
      expected[i] = rounded(rounded(rounded(x * x) + rounded(0.1f)) * rounded(0.7f));
    }

    assertThat(graph.rounded(X)).containsExactly(expected);
    assertThat(graph.exact(X)).isNotEqualTo(expected);
  }

  private static float rounded(float value) {
    return HalfFloats.toFloat(HalfFloats.toHalf(value));
  }
}
