// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.weights.ModelShapes;
import io.github.sam4j.weights.ModelSpec;
import io.github.sam4j.weights.NamedTensors;
import io.github.sam4j.weights.WeightTensor;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Sizes are read from the tensors, and what doesn't fit is listed. */
final class VitWeightsTest {
  private static final int GRID = ModelShapes.GRID;
  private static final int WIDTH = ModelShapes.WIDTH;
  private static final int OUT = 6;

  private static void put(Map<String, WeightTensor> tensors, String name, int... shape) {
    int length = 1;
    for (int side : shape) {
      length *= side;
    }
    tensors.put("image_encoder." + name, WeightTensor.of(new float[length], shape));
  }

  private static Map<String, WeightTensor> tensors() {
    Map<String, WeightTensor> tensors = new TreeMap<>();
    ModelShapes.vit(OUT)
        .forEach((name, shape) -> put(tensors, name.substring("image_encoder.".length()), shape));
    return tensors;
  }

  private static VitWeights of(Map<String, WeightTensor> tensors) {
    return VitWeights.of(NamedTensors.of(tensors));
  }

  @Test
  void sizesAreReadFromTheTensors() {
    VitWeights weights = of(tensors());

    assertThat(weights.depth()).isEqualTo(2);
    assertThat(weights.width()).isEqualTo(WIDTH);
    assertThat(weights.grid()).isEqualTo(GRID);
    assertThat(weights.patch()).isEqualTo(16);
    assertThat(weights.outputWidth()).isEqualTo(OUT);
    assertThat(new int[] {weights.window(0), weights.window(1)}).containsExactly(3, GRID);
    assertThat(new int[] {weights.heads(0), weights.heads(1)}).containsExactly(3, 2);
  }

  @Test
  void gridAndPatchesDetermineTheFrame() {
    Map<String, WeightTensor> tensors = new TreeMap<>();
    ModelShapes.vit(OUT, 16)
        .forEach((name, shape) -> put(tensors, name.substring("image_encoder.".length()), shape));

    VitWeights weights = of(tensors);

    assertThat(weights.spec())
        .isEqualTo(ModelSpec.sam1().toBuilder().frameSide(256).gridSide(16).build());
    assertThatThrownBy(() -> weights.require(ModelSpec.sam1()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("frameSide=256 gridSide=16, expected frameSide=1024 gridSide=64");
  }

  @Test
  void whatIsMissingUnexpectedOrOfAWrongShapeIsListed() {
    Map<String, WeightTensor> tensors = tensors();
    tensors.remove("image_encoder.blocks.1.attn.qkv.bias");
    put(tensors, "blocks.0.adapter.weight", 3);
    put(tensors, "blocks.0.norm1.weight", WIDTH + 1);

    assertThatThrownBy(() -> of(tensors))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("image_encoder.blocks.1.attn.qkv.bias is missing")
        .hasMessageContaining("image_encoder.blocks.0.adapter.weight is unexpected")
        .hasMessageContaining("image_encoder.blocks.0.norm1.weight has shape [13], expected [12]");
  }

  @Test
  void tablesOfPositionsThatNoWindowHasAreRefused() {
    for (int rows : new int[] {4, 2 * GRID + 1}) {
      Map<String, WeightTensor> tensors = tensors();
      put(tensors, "blocks.0.attn.rel_pos_h", rows, 4);
      put(tensors, "blocks.0.attn.rel_pos_w", rows, 4);

      assertThatThrownBy(() -> of(tensors))
          .hasMessageContaining(
              "rel_pos_h has " + rows + " rows, expected an odd number up to 127");
    }
    Map<String, WeightTensor> tensors = tensors();
    put(tensors, "blocks.0.attn.rel_pos_h", 5, 5);
    put(tensors, "blocks.0.attn.rel_pos_w", 5, 5);
    assertThatThrownBy(() -> of(tensors))
        .hasMessageContaining("rel_pos_h has 5 columns, expected a divisor of 12");
  }

  @Test
  void whatIsNoEncoderSaysSo() {
    Map<String, WeightTensor> tensors = new TreeMap<>();
    put(tensors, "conv1.weight", 3);

    assertThatThrownBy(() -> EncoderWeights.of(NamedTensors.of(tensors)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected the weights of an image encoder")
        .hasMessageContaining("among 1 tensors");
  }
}
