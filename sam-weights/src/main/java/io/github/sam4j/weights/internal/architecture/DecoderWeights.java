// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.architecture;

import io.github.sam4j.weights.NamedTensors;
import io.github.sam4j.weights.WeightTensor;
import java.util.SortedSet;

/**
 * The weights of a prompt encoder and mask decoder, complete and of consistent shapes.
 *
 * <p>All sizes are read from the tensors. Only the number of attention heads cannot be derived from
 * them; it is 8 in every published SAM.
 */
public final class DecoderWeights {
  /** Number of attention heads. */
  public static final int HEADS = 8;

  /** Mask outputs: one single-mask output and three multi-mask outputs. */
  public static final int MASK_TOKENS = 4;

  private static final String IOU_TOKEN = "mask_decoder.iou_token.weight";
  private static final String TRANSFORMER = "mask_decoder.transformer.";

  private final NamedTensors tensors;
  private final int width;
  private final int depth;

  private DecoderWeights(NamedTensors tensors, int width, int depth) {
    this.tensors = tensors;
    this.width = width;
    this.depth = depth;
  }

  /**
   * Checks that every weight is present and that all shapes are consistent.
   *
   * @throws IllegalArgumentException that lists what is missing or of a wrong shape
   */
  public static DecoderWeights of(NamedTensors tensors) {
    return of(tensors, false);
  }

  /**
   * Checks as {@link #of} does and also rejects unknown weights of the prompt encoder and mask
   * decoder, which indicate a different architecture.
   *
   * @throws IllegalArgumentException that lists what is missing, unexpected or of a wrong shape
   */
  public static DecoderWeights exactly(NamedTensors tensors) {
    return of(tensors, true);
  }

  private static DecoderWeights of(NamedTensors tensors, boolean exactly) {
    WeightChecker check = new WeightChecker(tensors);
    // every other shape follows from this one, so a problem here would cause dozens of others
    check.expect(IOU_TOKEN, 1, WeightChecker.OPEN);
    check.finish();
    int width = tensors.get(IOU_TOKEN).side(1);
    if (width % 2 != 0) {
      // half of the positional encoding are sines, half cosines
      throw new IllegalArgumentException(
          "weight " + IOU_TOKEN + " has " + width + " columns, expected an even number");
    }
    int depth = 0;
    while (tensors.find(TRANSFORMER + "layers." + depth + ".norm1.weight").isPresent()) {
      depth++;
    }
    Shapes shapes = new Shapes(check);
    shapes.transformer(width, Math.max(depth, 1));
    shapes.heads(width);
    shapes.promptEncoder(width);
    if (exactly) {
      check.refuseOthers("mask_decoder.");
      check.refuseOthers("prompt_encoder.");
    }
    check.finish();
    // the graphs read some of them many times
    return new DecoderWeights(tensors.inMemory(check.expected()), width, depth);
  }

  /**
   * Checks that this decoder accepts the embedding of an encoder.
   *
   * @throws IllegalArgumentException if the numbers of channels differ
   */
  public void requireEmbedding(EncoderWeights encoder) {
    if (encoder.outputWidth() != width) {
      throw new IllegalArgumentException("weight " + VitWeights.PREFIX + "neck.0.weight has "
          + encoder.outputWidth() + " rows, expected " + width + ", the columns of " + IOU_TOKEN);
    }
  }

  /** Returns the tensors by name, in the form that {@link #of} accepts. */
  public NamedTensors tensors() {
    return tensors;
  }

  /** Returns the names of all weights, sorted. */
  public SortedSet<String> names() {
    return tensors.names();
  }

  /** Returns a tensor by name. */
  public WeightTensor get(String name) {
    return tensors.get(name);
  }

  /** Returns the channels of the image embedding and of every token; 256 in every published SAM. */
  public int width() {
    return width;
  }

  /** Returns the number of two-way layers; 2 in every published SAM. */
  public int depth() {
    return depth;
  }

  /**
   * Returns the number of channels per head; 16 in the cross-attentions of every published SAM, 32
   * in the self-attentions.
   *
   * @param attention name of an attention
   */
  public int headSize(String attention) {
    return get(attention + ".q_proj.weight").side(0) / HEADS;
  }

  /** Checks the names and shapes of a decoder. */
  private record Shapes(WeightChecker check) {
    void attention(String name, int width) {
      int inner = check.side(name + ".q_proj.weight", 0);
      check.linear(name + ".q_proj", width, WeightChecker.OPEN);
      check.linear(name + ".k_proj", width, inner);
      check.linear(name + ".v_proj", width, inner);
      check.linear(name + ".out_proj", inner, width);
      if (inner > 0 && inner % HEADS != 0) {
        check.problem(
            name + ".q_proj.weight has " + inner + " rows, expected a multiple of " + HEADS);
      }
    }

    void transformer(int width, int depth) {
      for (int i = 0; i < depth; i++) {
        String layer = TRANSFORMER + "layers." + i;
        attention(layer + ".self_attn", width);
        attention(layer + ".cross_attn_token_to_image", width);
        attention(layer + ".cross_attn_image_to_token", width);
        check.linear(layer + ".mlp.lin1", width, WeightChecker.OPEN);
        check.linear(layer + ".mlp.lin2", check.side(layer + ".mlp.lin1.weight", 0), width);
        for (int n = 1; n <= 4; n++) {
          check.norm(layer + ".norm" + n, width);
        }
      }
      attention(TRANSFORMER + "final_attn_token_to_image", width);
      check.norm(TRANSFORMER + "norm_final_attn", width);
    }

    void heads(int width) {
      check.expect("mask_decoder.mask_tokens.weight", MASK_TOKENS, width);
      int inner = check.side("mask_decoder.output_upscaling.0.weight", 1);
      int outer = check.side("mask_decoder.output_upscaling.3.weight", 1);
      check.expect("mask_decoder.output_upscaling.0.weight", width, WeightChecker.OPEN, 2, 2);
      check.expect("mask_decoder.output_upscaling.0.bias", inner);
      check.norm("mask_decoder.output_upscaling.1", inner);
      check.expect("mask_decoder.output_upscaling.3.weight", inner, WeightChecker.OPEN, 2, 2);
      check.expect("mask_decoder.output_upscaling.3.bias", outer);
      for (int i = 0; i < MASK_TOKENS; i++) {
        perceptron("mask_decoder.output_hypernetworks_mlps." + i, width, outer);
      }
      perceptron("mask_decoder.iou_prediction_head", width, MASK_TOKENS);
    }

    private void perceptron(String name, int in, int out) {
      check.linear(name + ".layers.0", in, WeightChecker.OPEN);
      check.linear(
          name + ".layers.1", check.side(name + ".layers.0.weight", 0), WeightChecker.OPEN);
      check.linear(name + ".layers.2", check.side(name + ".layers.1.weight", 0), out);
    }

    void promptEncoder(int width) {
      check.expect("prompt_encoder.pe_layer.positional_encoding_gaussian_matrix", 2, width / 2);
      for (int i = 0; i < 4; i++) {
        check.expect("prompt_encoder.point_embeddings." + i + ".weight", 1, width);
      }
      check.expect("prompt_encoder.not_a_point_embed.weight", 1, width);
      check.expect("prompt_encoder.no_mask_embed.weight", 1, width);
      String downscaling = "prompt_encoder.mask_downscaling.";
      int first = check.side(downscaling + "0.weight", 0);
      int second = check.side(downscaling + "3.weight", 0);
      check.expect(downscaling + "0.weight", WeightChecker.OPEN, 1, 2, 2);
      check.expect(downscaling + "0.bias", first);
      check.norm(downscaling + "1", first);
      check.expect(downscaling + "3.weight", WeightChecker.OPEN, first, 2, 2);
      check.expect(downscaling + "3.bias", second);
      check.norm(downscaling + "4", second);
      check.expect(downscaling + "6.weight", width, second, 1, 1);
      check.expect(downscaling + "6.bias", width);
    }
  }
}
