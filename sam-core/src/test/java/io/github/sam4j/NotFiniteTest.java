// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.model.InferenceException;
import io.github.sam4j.model.ModelException;
import io.github.sam4j.model.SamModel;
import io.github.sam4j.model.SamModels;
import io.github.sam4j.prompt.Prompt;
import io.github.sam4j.weights.NamedTensors;
import io.github.sam4j.weights.TinyDecoderFile;
import io.github.sam4j.weights.TinyWeights;
import io.github.sam4j.weights.WeightTensor;
import io.github.sam4j.weights.WrappedCheckpoints;
import io.github.sam4j.weights.internal.onnx.ModelProto;
import io.github.sam4j.weights.internal.onnx.TensorProto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models with NaN in their weights or outputs say so; they draw no empty masks. */
final class NotFiniteTest {
  @TempDir
  private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "image_encoder.blocks.1.attn.rel_pos_h",
        "image_encoder.neck.2.weight",
        "mask_decoder.transformer.norm_final_attn.weight"
      })
  void weightOfACheckpointIsToldByNameWithItsFile(String name) throws IOException {
    Map<String, WeightTensor> weights = WrappedCheckpoints.sam();
    WeightTensor weight = NamedTensors.of(weights).get(name);
    float[] values = weight.toArray();
    values[values.length - 1] = Float.NaN;
    weights.put(name, WeightTensor.of(values, weight.shape()));
    Path file =
        Files.write(folder.resolve("nan.safetensors"), WrappedCheckpoints.safetensors(weights));
    SamModel model = SamModels.checkpoint(file);

    assertThatThrownBy(() -> SamSegmenter.builder(model).build())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(file + ": weight " + name + " has 1 of " + values.length)
        .hasMessageContaining("not finite, the first NaN at index " + (values.length - 1));
  }

  @Test
  void weightOfAnOnnxDecoderIsToldByNameWhenTheModelIsOpened() throws IOException {
    Path encoder = Files.write(folder.resolve("encoder.onnx"), TinyWeights.encoder(16));
    Path decoder = Files.write(
        folder.resolve("decoder.onnx"),
        withNan(TinyDecoderFile.named(), "model.mask_decoder.iou_token.weight"));

    assertThatThrownBy(() -> SamModels.onnx(encoder, decoder))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("weight mask_decoder.iou_token.weight has 1 of 16 values that are");
  }

  @Test
  void outputOfAnOnnxEncoderIsToldWhenAnImageIsEncoded() throws IOException {
    Path encoder =
        Files.write(folder.resolve("encoder.onnx"), withNan(TinyWeights.encoder(16), "kernel"));
    Path decoder = Files.write(folder.resolve("decoder.onnx"), TinyDecoderFile.named());

    try (SamSegmenter sam =
        SamSegmenter.builder(SamModels.onnx(encoder, decoder)).threads(1).build()) {
      RgbImage image = RgbImage.of(2, 2, new byte[12]);

      assertThatThrownBy(() -> sam.encode(image))
          .isInstanceOf(InferenceException.class)
          .hasMessageContaining("output embedding of the image encoder has 4096 of 65536 values");
      assertThatThrownBy(() -> sam.automatic().generate(image))
          .isInstanceOf(InferenceException.class)
          .hasMessageContaining("output embedding of the image encoder");
    }
  }

  @Test
  void outputOfTheDecoderIsToldForEachKindOfPrompt() throws IOException {
    // finite, and far beyond what 32 bits can multiply
    Map<String, WeightTensor> weights = WrappedCheckpoints.sam();
    weights.replaceAll((name, weight) ->
        name.startsWith("mask_decoder.iou_prediction_head") ? weight.scale(1e30) : weight);
    Path file = Files.write(folder.resolve("large.pth"), WrappedCheckpoints.zip(weights));

    try (SamSegmenter sam =
            SamSegmenter.builder(SamModels.checkpoint(file)).threads(1).build();
        ImageEmbedding image = sam.encode(RgbImage.of(2, 2, new byte[12]))) {
      assertThatThrownBy(() -> image.predict(Prompt.point(1, 1)))
          .isInstanceOf(InferenceException.class)
          .hasMessageContaining("predicted IoU of the mask decoder has ");
      assertThatThrownBy(() -> sam.automatic().generate(RgbImage.of(2, 2, new byte[12])))
          .isInstanceOf(InferenceException.class)
          .hasMessageContaining("predicted IoU of the mask decoder has ");
      assertThat(image.width()).isEqualTo(2);
    }
  }

  /** Returns an ONNX file with NaN as the first value of a constant. */
  private static byte[] withNan(byte[] onnx, String name) throws IOException {
    ModelProto.Builder model = ModelProto.parseFrom(onnx).toBuilder();
    for (TensorProto.Builder constant : model.getGraphBuilder().getInitializerBuilderList()) {
      if (constant.getName().equals(name)) {
        ByteBuffer values = ByteBuffer.wrap(constant.getRawData().toByteArray())
            .order(ByteOrder.LITTLE_ENDIAN)
            .putFloat(0, Float.NaN);
        constant.setRawData(ByteString.copyFrom(values.array()));
      }
    }
    return model.build().toByteArray();
  }
}
