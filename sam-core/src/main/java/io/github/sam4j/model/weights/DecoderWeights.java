package io.github.sam4j.model.weights;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The weights of a prompt encoder and mask decoder, complete and of consistent shapes.
 *
 * <p>All sizes are read from the tensors. Only the number of attention heads leaves no trace in
 * them; it is 8 in every published SAM.
 */
public final class DecoderWeights {
  /** Attention heads. */
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
   * Checks that every weight is there and has a shape that fits the others.
   *
   * @throws IllegalArgumentException that lists what is missing or of a wrong shape
   */
  public static DecoderWeights of(NamedTensors tensors) {
    Checker check = new Checker(tensors);
    // every other shape follows from this one: a problem here would show up as dozens
    check.expect(IOU_TOKEN, 1, -1);
    check.finish();
    int width = tensors.get(IOU_TOKEN).side(1);
    if (width % 2 != 0) {
      // half of the position code are sines, half cosines
      throw new IllegalArgumentException(
          "weight " + IOU_TOKEN + " has " + width + " columns, expected an even number");
    }
    int depth = 0;
    while (tensors.find(TRANSFORMER + "layers." + depth + ".norm1.weight").isPresent()) {
      depth++;
    }
    check.transformer(width, Math.max(depth, 1));
    check.heads(width);
    check.promptEncoder(width);
    check.finish();
    // the graphs read some of them many times
    return new DecoderWeights(tensors.inMemory("mask_decoder.", "prompt_encoder."), width, depth);
  }

  /** Returns the tensor of a name that {@link #of} has checked. */
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
   * Returns the length of the part of a token that belongs to one head; 16 in the cross-attentions
   * of every published SAM, 32 in the self-attentions.
   *
   * @param attention name of an attention
   */
  public int headSize(String attention) {
    return get(attention + ".q_proj.weight").side(0) / HEADS;
  }

  /** Collects everything that is wrong instead of stopping at the first. */
  private static final class Checker {
    private final NamedTensors tensors;
    private final List<String> problems = new ArrayList<>();

    Checker(NamedTensors tensors) {
      this.tensors = tensors;
    }

    /** Expects a tensor; −1 leaves a side open, as long as it isn't 0. */
    void expect(String name, int... shape) {
      WeightTensor tensor = tensors.find(name).orElse(null);
      if (tensor == null) {
        problems.add(name + " is missing");
        return;
      }
      boolean fits = tensor.rank() == shape.length;
      for (int i = 0; fits && i < shape.length; i++) {
        fits = shape[i] == -1 ? tensor.side(i) > 0 : shape[i] == tensor.side(i);
      }
      if (!fits) {
        problems.add(name + " has shape " + Arrays.toString(tensor.shape()) + ", expected "
            + Arrays.toString(shape));
      }
    }

    /** Returns a side of a tensor, or −1 if there is no such side. */
    int side(String name, int axis) {
      return tensors
          .find(name)
          .filter(t -> t.rank() > axis)
          .map(t -> t.side(axis))
          .orElse(-1);
    }

    void linear(String name, int in, int out) {
      expect(name + ".weight", out, in);
      expect(name + ".bias", side(name + ".weight", 0));
    }

    void norm(String name, int width) {
      expect(name + ".weight", width);
      expect(name + ".bias", width);
    }

    void attention(String name, int width) {
      int inner = side(name + ".q_proj.weight", 0);
      linear(name + ".q_proj", width, -1);
      linear(name + ".k_proj", width, inner);
      linear(name + ".v_proj", width, inner);
      linear(name + ".out_proj", inner, width);
      if (inner > 0 && inner % HEADS != 0) {
        problems.add(
            name + ".q_proj.weight has " + inner + " rows, expected a multiple of " + HEADS);
      }
    }

    void transformer(int width, int depth) {
      for (int i = 0; i < depth; i++) {
        String layer = TRANSFORMER + "layers." + i;
        attention(layer + ".self_attn", width);
        attention(layer + ".cross_attn_token_to_image", width);
        attention(layer + ".cross_attn_image_to_token", width);
        linear(layer + ".mlp.lin1", width, -1);
        linear(layer + ".mlp.lin2", side(layer + ".mlp.lin1.weight", 0), width);
        for (int n = 1; n <= 4; n++) {
          norm(layer + ".norm" + n, width);
        }
      }
      attention(TRANSFORMER + "final_attn_token_to_image", width);
      norm(TRANSFORMER + "norm_final_attn", width);
    }

    void heads(int width) {
      expect("mask_decoder.mask_tokens.weight", MASK_TOKENS, width);
      int inner = side("mask_decoder.output_upscaling.0.weight", 1);
      int outer = side("mask_decoder.output_upscaling.3.weight", 1);
      expect("mask_decoder.output_upscaling.0.weight", width, inner, 2, 2);
      expect("mask_decoder.output_upscaling.0.bias", inner);
      norm("mask_decoder.output_upscaling.1", inner);
      expect("mask_decoder.output_upscaling.3.weight", inner, outer, 2, 2);
      expect("mask_decoder.output_upscaling.3.bias", outer);
      for (int i = 0; i < MASK_TOKENS; i++) {
        perceptron("mask_decoder.output_hypernetworks_mlps." + i, width, outer);
      }
      perceptron("mask_decoder.iou_prediction_head", width, MASK_TOKENS);
    }

    private void perceptron(String name, int in, int out) {
      linear(name + ".layers.0", in, -1);
      linear(name + ".layers.1", side(name + ".layers.0.weight", 0), -1);
      linear(name + ".layers.2", side(name + ".layers.1.weight", 0), out);
    }

    void promptEncoder(int width) {
      expect("prompt_encoder.pe_layer.positional_encoding_gaussian_matrix", 2, width / 2);
      for (int i = 0; i < 4; i++) {
        expect("prompt_encoder.point_embeddings." + i + ".weight", 1, width);
      }
      expect("prompt_encoder.not_a_point_embed.weight", 1, width);
      expect("prompt_encoder.no_mask_embed.weight", 1, width);
      String downscaling = "prompt_encoder.mask_downscaling.";
      int first = side(downscaling + "0.weight", 0);
      int second = side(downscaling + "3.weight", 0);
      expect(downscaling + "0.weight", first, 1, 2, 2);
      expect(downscaling + "0.bias", first);
      norm(downscaling + "1", first);
      expect(downscaling + "3.weight", second, first, 2, 2);
      expect(downscaling + "3.bias", second);
      norm(downscaling + "4", second);
      expect(downscaling + "6.weight", width, second, 1, 1);
      expect(downscaling + "6.bias", width);
    }

    void finish() {
      if (problems.isEmpty()) {
        return;
      }
      int shown = Math.min(problems.size(), 5);
      String more = problems.size() > shown ? " and " + (problems.size() - shown) + " more" : "";
      throw new IllegalArgumentException(
          "weight " + String.join(", ", problems.subList(0, shown)) + more);
    }
  }
}
