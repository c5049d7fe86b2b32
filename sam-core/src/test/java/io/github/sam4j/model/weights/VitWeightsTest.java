package io.github.sam4j.model.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Sizes are read from the tensors, and what doesn't fit is listed. */
final class VitWeightsTest {
  private static final int GRID = 8;
  private static final int WIDTH = 12;
  private static final int OUT = 6;

  private static void put(Map<String, WeightTensor> tensors, String name, int... shape) {
    int length = 1;
    for (int side : shape) {
      length *= side;
    }
    tensors.put("image_encoder." + name, WeightTensor.of(new float[length], shape));
  }

  private static void norm(Map<String, WeightTensor> tensors, String name, int width) {
    put(tensors, name + ".weight", width);
    put(tensors, name + ".bias", width);
  }

  private static void linear(Map<String, WeightTensor> tensors, String name, int in, int out) {
    put(tensors, name + ".weight", out, in);
    put(tensors, name + ".bias", out);
  }

  /** Two blocks: windows of 3 with heads of 4, and the whole grid with heads of 6. */
  private static Map<String, WeightTensor> tensors() {
    Map<String, WeightTensor> tensors = new TreeMap<>();
    put(tensors, "pos_embed", 1, GRID, GRID, WIDTH);
    put(tensors, "patch_embed.proj.weight", WIDTH, 3, 16, 16);
    put(tensors, "patch_embed.proj.bias", WIDTH);
    for (int i = 0; i < 2; i++) {
      String block = "blocks." + i + ".";
      int side = i == 0 ? 3 : GRID;
      int head = i == 0 ? 4 : 6;
      norm(tensors, block + "norm1", WIDTH);
      linear(tensors, block + "attn.qkv", WIDTH, 3 * WIDTH);
      linear(tensors, block + "attn.proj", WIDTH, WIDTH);
      put(tensors, block + "attn.rel_pos_h", 2 * side - 1, head);
      put(tensors, block + "attn.rel_pos_w", 2 * side - 1, head);
      norm(tensors, block + "norm2", WIDTH);
      linear(tensors, block + "mlp.lin1", WIDTH, 30);
      linear(tensors, block + "mlp.lin2", 30, WIDTH);
    }
    put(tensors, "neck.0.weight", OUT, WIDTH, 1, 1);
    norm(tensors, "neck.1", OUT);
    put(tensors, "neck.2.weight", OUT, OUT, 3, 3);
    norm(tensors, "neck.3", OUT);
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
          .hasMessageContaining("rel_pos_h has " + rows + " rows, expected an odd number up to 15");
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
