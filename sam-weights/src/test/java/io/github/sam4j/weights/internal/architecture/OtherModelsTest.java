// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.sam4j.weights.NamedTensors;
import io.github.sam4j.weights.WeightTensor;
import io.github.sam4j.weights.WrappedCheckpoints;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OtherModelsTest {
  private static final WeightTensor ANY = WeightTensor.of(new float[] {1}, 1);

  private static Map<String, WeightTensor> sam() {
    return WrappedCheckpoints.sam();
  }

  private static void assertRefused(Map<String, WeightTensor> tensors, String... parts) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OtherModels.refuse(NamedTensors.of(tensors)))
        .satisfies(e -> assertThat(e.getMessage()).contains(parts));
  }

  @Test
  void samItselfPassesWithWhateverIsBesideIt() {
    Map<String, WeightTensor> tensors = sam();
    tensors.put("pixel_mean", ANY);

    assertThatCode(() -> OtherModels.refuse(NamedTensors.of(tensors))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "image_encoder.blocks.0.attn.qkv.linear_a_q.weight, LoRA",
    "image_encoder.blocks.0.attn.qkv.linear_b_v.weight, LoRA",
    "base_model.model.vision_encoder.layers.0.attn.qkv.lora_A.default.weight, LoRA",
    "image_encoder.blocks.7.attn.proj.base_layer.weight, LoRA",
    "w_a_000, LoRA",
    "mask_decoder.hf_token.weight, SAM-HQ",
    "mask_decoder.hf_mlp.layers.0.weight, SAM-HQ",
    "module.mask_decoder.compress_vit_feat.0.weight, SAM-HQ",
    "mask_decoder.embedding_maskfeature.0.bias, SAM-HQ",
    "image_encoder.blocks.0.Adapter.spatial.0.weight, SAM-Med2D",
    "image_encoder.blocks.0.MLP_Adapter.D_fc1.weight, adapters between",
    "image_encoder.blocks.0.adapter_mlp.up.weight, adapters between",
    "image_encoder.prompt_generator.shared_mlp.weight, SAM-Adapter",
    "sam_mask_decoder.iou_token.weight, SAM 2",
    "image_encoder.trunk.blocks.0.norm1.weight, SAM 2"
  })
  void modelsAkinToSamAreRefusedByWhatTheyAre(String name, String what) {
    Map<String, WeightTensor> tensors = sam();
    tensors.put(name, ANY);

    assertRefused(tensors, name, what);
  }

  @Test
  void prefixThatOtherNamesLackIsToldWithThem() {
    Map<String, WeightTensor> tensors = WrappedCheckpoints.renamed(sam(), name -> "model." + name);
    int names = tensors.size();
    tensors.put("criterion.weight", ANY);
    tensors.put("loss.0", ANY);

    assertRefused(
        tensors,
        "found model. before " + names + " names and 2 without it, the first criterion.weight");
  }

  @Test
  void severalModelsAreRefusedWithTheirPrefixes() {
    Map<String, WeightTensor> tensors =
        WrappedCheckpoints.renamed(sam(), name -> "student." + name);
    tensors.putAll(WrappedCheckpoints.renamed(sam(), name -> "teacher." + name));

    assertRefused(tensors, "found several, with names that begin with student., teacher.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"image_encoder.", ""})
  void encoderAloneIsRefusedAsOne(String prefix) {
    Map<String, WeightTensor> tensors = new TreeMap<>();
    sam().forEach((name, tensor) -> {
      if (name.startsWith("image_encoder.")) {
        tensors.put(prefix + name.substring("image_encoder.".length()), tensor);
      }
    });

    assertRefused(tensors, "an image encoder alone", prefix + "blocks.0.attn.proj.bias");
  }

  @Test
  void decoderAloneIsRefusedAsOne() {
    Map<String, WeightTensor> tensors = sam();
    tensors.keySet().removeIf(name -> name.startsWith("image_encoder."));

    assertRefused(tensors, "a mask decoder without an image encoder", "image_encoder.");
  }

  @Test
  void anythingElseIsToldByItsFirstNames() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> EncoderWeights.of(NamedTensors.of(Map.of("conv1.weight", ANY, "fc", ANY))))
        .withMessageContaining(
            "found neither among 2 tensors, the first of which are conv1.weight, fc");
  }
}
