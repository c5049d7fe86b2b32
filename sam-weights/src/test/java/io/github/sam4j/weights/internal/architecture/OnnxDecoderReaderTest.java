// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import io.github.sam4j.weights.NamedTensors;
import io.github.sam4j.weights.TinyDecoderFile;
import io.github.sam4j.weights.TinyWeights;
import io.github.sam4j.weights.internal.onnx.GraphProto;
import io.github.sam4j.weights.internal.onnx.ModelProto;
import io.github.sam4j.weights.internal.onnx.TensorProto;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OnnxDecoderReaderTest {
  private static final long SEED = 800;

  @Test
  void everyFoldedAndRenamedWeightComesBack() {
    assertAllWeights(OnnxDecoderReader.read(TinyDecoderFile.folded()));
  }

  @Test
  void everyWeightThatKeptItsNameComesBack() {
    assertAllWeights(OnnxDecoderReader.read(TinyDecoderFile.named()));
  }

  private static void assertAllWeights(DecoderWeights weights) {
    NamedTensors expected = TinyWeights.tensors();
    for (String name : expected.names()) {
      assertThat(weights.get(name)).as(name).isEqualTo(expected.get(name));
    }
    assertThat(weights.width()).isEqualTo(TinyWeights.WIDTH);
    assertThat(weights.depth()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "image_embeddings",
        "point_coords",
        "point_labels",
        "mask_input",
        "has_mask_input",
        "orig_im_size"
      })
  void missingInputIsNamedTogetherWithThoseFound(String input) {
    byte[] onnx = edited(TinyDecoderFile.named(), graph -> {
      for (int i = graph.getInputCount() - 1; i >= 0; i--) {
        if (graph.getInput(i).getName().equals(input)) {
          graph.removeInput(i);
        }
      }
    });

    assertThatThrownBy(() -> OnnxDecoderReader.read(onnx))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("input " + input + " is missing")
        .hasMessageContaining(input.equals("mask_input") ? "orig_im_size" : "mask_input");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mask_decoder.iou_token.weight",
        "mask_decoder.transformer.layers.1.norm3.bias",
        "mask_decoder.output_upscaling.3.weight",
        "prompt_encoder.pe_layer.positional_encoding_gaussian_matrix",
        "prompt_encoder.mask_downscaling.4.weight"
      })
  void missingWeightIsNamed(String name) {
    byte[] onnx = edited(
        TinyDecoderFile.named(), graph -> graph.removeInitializer(find(graph, "model." + name)));

    assertThatThrownBy(() -> OnnxDecoderReader.read(onnx))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name + " is missing");
  }

  @Test
  void missingFoldedMatrixIsNamedByItsModule() {
    byte[] onnx = edited(TinyDecoderFile.folded(), graph -> {
      for (int i = graph.getNodeCount() - 1; i >= 0; i--) {
        if (graph.getNode(i).getName().contains("layers.1/mlp/lin2/")) {
          graph.removeNode(i);
        }
      }
    });

    assertThatThrownBy(() -> OnnxDecoderReader.read(onnx))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mask_decoder.transformer.layers.1.mlp.lin2.weight is missing");
  }

  @ParameterizedTest(name = "{0} of {1} x {2}")
  @CsvSource({
    "mask_decoder.mask_tokens.weight, 8, 8",
    "mask_decoder.iou_token.weight, 4, 4",
    "mask_decoder.transformer.layers.0.self_attn.q_proj.weight, 64, 4",
    "mask_decoder.iou_prediction_head.layers.2.weight, 12, 4",
    "prompt_encoder.point_embeddings.2.weight, 2, 8"
  })
  void weightOfAWrongShapeIsNamedWithBothShapes(String name, int rows, int columns) {
    byte[] onnx = reshaped(name, rows, columns);

    assertThatThrownBy(() -> OnnxDecoderReader.read(onnx))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name + " has shape [" + rows + ", " + columns + "]")
        .hasMessageContaining("expected [");
  }

  @Test
  void weightWithTooFewSidesIsNamed() {
    byte[] onnx = reshaped("mask_decoder.iou_token.weight", TinyWeights.WIDTH);

    assertThatThrownBy(() -> OnnxDecoderReader.read(onnx))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mask_decoder.iou_token.weight");
  }

  @ParameterizedTest(name = "{0} x {1}")
  @CsvSource({
    "9223372036854775807, 1",
    "4294967296, 4294967296",
    "2147483647, 2147483647",
    "-1, 16",
    "-4, -4",
    "5, 5",
    "0, 16"
  })
  void sidesThatDoNotFitTheContentAreRefused(long rows, long columns) {
    byte[] onnx = reshaped("mask_decoder.iou_token.weight", rows, columns);

    assertThatIllegalArgumentException().isThrownBy(() -> OnnxDecoderReader.read(onnx));
  }

  @Test
  void weightInAnotherFileIsNamed() {
    byte[] onnx = edited(TinyDecoderFile.named(), graph -> {
      int at = find(graph, "model.mask_decoder.iou_token.weight");
      graph.setInitializer(at, graph.getInitializer(at).toBuilder().setDataLocation(1));
    });

    assertThatThrownBy(() -> OnnxDecoderReader.read(onnx))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mask_decoder.iou_token.weight")
        .hasMessageContaining("another file");
  }

  @Test
  void headsThatDoNotDivideTheWidthAreRefused() {
    String name = "model.mask_decoder.transformer.final_attn_token_to_image.";
    byte[] onnx = edited(TinyDecoderFile.named(), graph -> {
      for (String projection : new String[] {"q_proj", "k_proj", "v_proj"}) {
        resize(graph, name + projection + ".weight", 12, TinyWeights.WIDTH);
        resize(graph, name + projection + ".bias", 12);
      }
      resize(graph, name + "out_proj.weight", TinyWeights.WIDTH, 12);
    });

    assertThatThrownBy(() -> OnnxDecoderReader.read(onnx))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("12 rows, expected a multiple of 8");
  }

  @Test
  void manyProblemsAreListedInPart() {
    byte[] onnx = edited(TinyDecoderFile.named(), graph -> {
      for (int i = graph.getInitializerCount() - 1; i >= 0; i--) {
        if (graph.getInitializer(i).getName().contains("layers.0")) {
          graph.removeInitializer(i);
        }
      }
    });

    assertThatThrownBy(() -> OnnxDecoderReader.read(onnx))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(".* and \\d+ more");
  }

  @Test
  void emptyFileIsRefused() {
    assertThatThrownBy(() -> OnnxDecoderReader.read(new byte[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected an ONNX file")
        .hasMessageContaining("without a graph");
  }

  @Test
  void randomBytesOfSeed800AreRefused() {
    Random random = new Random(SEED);
    for (int length = 1; length < 200; length++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);

      assertThatIllegalArgumentException()
          .as("length %s", length)
          .isThrownBy(() -> OnnxDecoderReader.read(bytes));
    }
  }

  @Test
  void truncatedFileIsRefused() {
    byte[] whole = TinyDecoderFile.folded();
    for (int length = whole.length - 1; length > 0; length -= 251) {
      byte[] part = Arrays.copyOf(whole, length);

      assertThatThrownBy(() -> OnnxDecoderReader.read(part))
          .as("%s of %s bytes", length, whole.length)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected an ONNX file");
    }
  }

  @Test
  void anotherNetworkIsRefusedByItsInputs() {
    assertThatThrownBy(() -> OnnxDecoderReader.read(TinyWeights.encoder(TinyWeights.WIDTH)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("input image_embeddings is missing")
        .hasMessageContaining("found [pixels]");
  }

  @Test
  void damagedBytesOfSeed800YieldWeightsOrAnIllegalArgument() {
    Random random = new Random(SEED);
    byte[] whole = TinyDecoderFile.folded();
    for (int round = 0; round < 1000; round++) {
      byte[] damaged = whole.clone();
      for (int i = random.nextInt(3); i >= 0; i--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }

      assertThatCode(() -> readOrRefuse(damaged)).as("round %s", round).doesNotThrowAnyException();
    }
  }

  @Test
  void constantWithoutAnOutputIsPassedOver() {
    byte[] onnx = edited(
        TinyDecoderFile.folded(),
        graph ->
            graph.addNodeBuilder().setOpType("Constant").addAttributeBuilder().setName("value"));

    assertAllWeights(OnnxDecoderReader.read(onnx));
  }

  private static void readOrRefuse(byte[] onnx) {
    try {
      OnnxDecoderReader.read(onnx);
    } catch (IllegalArgumentException expected) {
      assertThat(expected).hasMessageMatching("(?s).+");
    }
  }

  private static byte[] reshaped(String name, long... shape) {
    return edited(TinyDecoderFile.named(), graph -> {
      int at = find(graph, "model." + name);
      TensorProto.Builder tensor = graph.getInitializer(at).toBuilder().clearDims();
      for (long side : shape) {
        tensor.addDims(side);
      }
      graph.setInitializer(at, tensor);
    });
  }

  /** Gives a weight another size and as many zeros. */
  private static void resize(GraphProto.Builder graph, String name, int... shape) {
    int at = find(graph, name);
    TensorProto.Builder tensor =
        graph.getInitializer(at).toBuilder().clearDims().clearRawData();
    int length = 1;
    for (int side : shape) {
      tensor.addDims(side);
      length *= side;
    }
    for (int i = 0; i < length; i++) {
      tensor.addFloatData(0);
    }
    graph.setInitializer(at, tensor);
  }

  private static int find(GraphProto.Builder graph, String name) {
    for (int i = 0; i < graph.getInitializerCount(); i++) {
      if (graph.getInitializer(i).getName().equals(name)) {
        return i;
      }
    }
    throw new AssertionError("no initializer " + name);
  }

  private static byte[] edited(byte[] onnx, Consumer<GraphProto.Builder> edit) {
    try {
      ModelProto.Builder model = ModelProto.parseFrom(onnx).toBuilder();
      edit.accept(model.getGraphBuilder());
      return model.build().toByteArray();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }
}
