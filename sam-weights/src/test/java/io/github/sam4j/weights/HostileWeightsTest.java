// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights;

import static io.github.sam4j.weights.HostileFile.assertModelRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.weights.internal.architecture.DecoderWeights;
import io.github.sam4j.weights.internal.architecture.EncoderWeights;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files whose tensors are all right one by one but don't make a model. */
final class HostileWeightsTest {
  private static final String ENCODER = "image_encoder.";
  private static final String BLOCK = ENCODER + "layers.1.blocks.0.";

  private static Map<String, int[]> vit() {
    return ModelShapes.withDecoder(ModelShapes.vit(TinyWeights.WIDTH));
  }

  private static Map<String, int[]> tinyVit() {
    return ModelShapes.withDecoder(ModelShapes.tinyVit(TinyWeights.WIDTH));
  }

  private static void assertRefused(Map<String, int[]> shapes, String... messageParts) {
    assertModelRefused(ModelShapes.stream(shapes), messageParts);
  }

  /** Every module claims a million values of the one that is stored. */
  private static void convolutions(Map<String, int[]> shapes, String prefix) {
    for (int i = 0; i < 300; i++) {
      shapes.put(prefix + i + ".c.weight", new int[] {1, 1024, 32, 32});
      for (String part : List.of("weight", "bias", "running_mean", "running_var")) {
        shapes.put(prefix + i + ".bn." + part, new int[] {1});
      }
    }
  }

  @Test
  void sameModelsAreReadWhereNothingIsWrong() {
    for (Map<String, int[]> shapes : List.of(vit(), tinyVit())) {
      NamedTensors tensors = Checkpoints.read(FileBytes.of(ModelShapes.stream(shapes)));

      EncoderWeights encoder = EncoderWeights.of(tensors);
      DecoderWeights.exactly(tensors).requireEmbedding(encoder);

      assertThat(encoder.outputWidth()).isEqualTo(TinyWeights.WIDTH);
    }
  }

  @Test
  void convolutionsThatClaimGigabytesAreRefusedUnread() {
    Map<String, int[]> inside = tinyVit();
    convolutions(inside, ENCODER + "more.");
    Map<String, int[]> outside = tinyVit();
    convolutions(outside, "another.");
    outside.remove(BLOCK + "mlp.fc1.bias");

    assertRefused(inside, ENCODER + "more.0.bias is unexpected", "and 595 more");
    assertRefused(outside, "weight " + BLOCK + "mlp.fc1.bias is missing");
  }

  @Test
  void convolutionsWithoutSidesOrFiltersAreRefused() {
    String first = ENCODER + "patch_embed.seq.0";
    Map<String, int[]> scalar = tinyVit();
    scalar.put(first + ".c.weight", new int[0]);
    Map<String, int[]> none = tinyVit();
    none.put(first + ".c.weight", new int[] {0});
    for (String part : List.of("weight", "bias", "running_mean", "running_var")) {
      none.put(first + ".bn." + part, new int[] {0});
    }
    Map<String, int[]> other = tinyVit();
    other.put(first + ".bn.running_mean", new int[] {5});

    assertRefused(
        scalar, "weight " + first + ".c.weight has shape [], expected [any, any, any, any]");
    assertRefused(
        none, "weight " + first + ".c.weight has shape [0], expected [any, any, any, any]");
    assertRefused(other, "weight " + first + ".bn.running_mean has shape [5], expected [4]");
  }

  @ParameterizedTest
  @ValueSource(ints = {65, 180, 256, 1024})
  void windowsLargerThanTheGridAreRefused(int side) {
    Map<String, int[]> shapes = tinyVit();
    shapes.put(BLOCK + "attn.attention_biases", new int[] {1, side * side});

    assertRefused(
        shapes,
        BLOCK + "attn.attention_biases has 1 rows of " + side * side
            + " columns, expected at most 16777216 pairs of columns in all rows");
  }

  @Test
  void windowsOfTooManyHeadsAreRefused() {
    Map<String, int[]> shapes = tinyVit();
    shapes.put(BLOCK + "attn.attention_biases", new int[] {8, 64 * 64});

    assertRefused(shapes, BLOCK + "attn.attention_biases has 8 rows of 4096 columns");
  }

  @Test
  void tooManyHeadsOfSmallWindowsAreRefused() {
    Map<String, int[]> shapes = tinyVit();
    shapes.put(BLOCK + "attn.attention_biases", new int[] {1 << 20, 1});

    assertRefused(shapes, BLOCK + "attn.attention_biases has 1048576 rows, expected at most 256");
  }

  @Test
  void tinyVitWhoseGridWouldBeLargerIsRefused() {
    Map<String, int[]> shapes = new TreeMap<>(tinyVit());
    shapes.keySet().removeIf(name -> name.startsWith(ENCODER + "layers.2."));

    assertRefused(shapes, ENCODER + "layers.2.blocks.0.attn.norm.weight is missing");
  }

  @Test
  void gridThatIsNoSquareIsRefused() {
    Map<String, int[]> shapes = vit();
    shapes.put(ENCODER + "pos_embed", new int[] {1, 16, 64, ModelShapes.WIDTH});

    assertRefused(
        shapes,
        "weight " + ENCODER + "pos_embed has shape [1, 16, 64, 12], expected [1, any, 16, any]");
  }

  @Test
  void windowsLargerThanTheGridOfTheFrameAreRefused() {
    Map<String, int[]> shapes = vit();
    shapes.put(ENCODER + "pos_embed", new int[] {1, 16, 16, ModelShapes.WIDTH});

    assertRefused(shapes, "blocks.1.attn.rel_pos_h has 127 rows, expected an odd number up to 31");
  }

  @Test
  void gridLargerThanAnyFrameIsRefused() {
    Map<String, int[]> shapes = vit();
    shapes.put(ENCODER + "pos_embed", new int[] {1, 257, 257, ModelShapes.WIDTH});

    assertRefused(shapes, "pos_embed is for a grid of 257 patches of 16 pixels");
  }

  @Test
  void patchesOfAnotherSizeAreRefused() {
    Map<String, int[]> shapes = vit();
    shapes.put(ENCODER + "patch_embed.proj.weight", new int[] {ModelShapes.WIDTH, 3, 14, 14});

    assertRefused(shapes, "frameSide must be a multiple of the 256 logits of gridSide=64");
  }

  @Test
  void encoderThatYieldsWhatTheDecoderDoesNotTakeIsRefused() {
    assertRefused(
        ModelShapes.withDecoder(ModelShapes.vit(6)),
        "weight " + ENCODER + "neck.0.weight has 6 rows, expected 16, the columns of"
            + " mask_decoder.iou_token.weight");
  }

  @Test
  void decoderWithoutChannelsIsRefused() {
    Map<String, int[]> masks = vit();
    masks.put("mask_decoder.output_upscaling.3.weight", new int[] {8, 0, 2, 2});
    Map<String, int[]> prompts = vit();
    prompts.put("prompt_encoder.mask_downscaling.0.weight", new int[] {0, 1, 2, 2});

    assertRefused(masks, "mask_decoder.output_upscaling.3.weight has shape [8, 0, 2, 2]");
    assertRefused(prompts, "prompt_encoder.mask_downscaling.0.weight has shape [0, 1, 2, 2]");
  }

  @Test
  void namesOfSeveralLinesAreShownInOne() {
    Map<String, int[]> shapes = vit();
    shapes.put(ENCODER + "a\nb", new int[] {1});

    assertRefused(shapes, ENCODER + "a?b is unexpected");
  }
}
