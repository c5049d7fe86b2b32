package io.github.sam4j.model.weights;

import io.github.sam4j.TinySam;
import io.github.sam4j.testing.PickleWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Names and shapes of the weights of small models, and checkpoints that have them: all values are
 * one stored number, so a file is small whatever it claims.
 */
public final class ModelShapes {
  /** Rows and columns of tokens. */
  static final int GRID = 64;

  /** Channels of a ViT's token. */
  static final int WIDTH = 12;

  private static final String ENCODER = "image_encoder.";

  private final Map<String, int[]> shapes = new TreeMap<>();

  private ModelShapes() {}

  /** Returns a ViT of two blocks: windows of 3 with heads of 4, the whole grid with heads of 6. */
  public static Map<String, int[]> vit(int out) {
    ModelShapes model = new ModelShapes();
    model.put("pos_embed", 1, GRID, GRID, WIDTH);
    model.put("patch_embed.proj.weight", WIDTH, 3, 16, 16);
    model.put("patch_embed.proj.bias", WIDTH);
    for (int i = 0; i < 2; i++) {
      String block = "blocks." + i + ".";
      int side = i == 0 ? 3 : GRID;
      int head = i == 0 ? 4 : 6;
      model.norm(block + "norm1", WIDTH);
      model.linear(block + "attn.qkv", WIDTH, 3 * WIDTH);
      model.linear(block + "attn.proj", WIDTH, WIDTH);
      model.put(block + "attn.rel_pos_h", 2 * side - 1, head);
      model.put(block + "attn.rel_pos_w", 2 * side - 1, head);
      model.norm(block + "norm2", WIDTH);
      model.linear(block + "mlp.lin1", WIDTH, 30);
      model.linear(block + "mlp.lin2", 30, WIDTH);
    }
    model.neck(WIDTH, out);
    return model.shapes;
  }

  /** Returns a TinyViT of three stages of one block each, with batch norms. */
  static Map<String, int[]> tinyVit(int out) {
    ModelShapes model = new ModelShapes();
    model.convolution("patch_embed.seq.0", 4, 3, 3);
    model.convolution("patch_embed.seq.2", 8, 4, 3);
    String first = "layers.0.blocks.0.";
    model.convolution(first + "conv1", 16, 8, 1);
    model.convolution(first + "conv2", 16, 1, 3);
    model.convolution(first + "conv3", 8, 16, 1);
    for (int stage = 1; stage < 3; stage++) {
      String merging = "layers." + (stage - 1) + ".downsample.";
      model.convolution(merging + "conv1", 8, 8, 1);
      model.convolution(merging + "conv2", 8, 1, 3);
      model.convolution(merging + "conv3", 8, 8, 1);
      String block = "layers." + stage + ".blocks.0.";
      model.norm(block + "attn.norm", 8);
      model.linear(block + "attn.qkv", 8, 24);
      model.linear(block + "attn.proj", 8, 8);
      model.put(block + "attn.attention_biases", 2, 49);
      model.convolution(block + "local_conv", 8, 1, 3);
      model.norm(block + "mlp.norm", 8);
      model.linear(block + "mlp.fc1", 8, 10);
      model.linear(block + "mlp.fc2", 10, 8);
    }
    model.neck(8, out);
    return model.shapes;
  }

  /** Returns an encoder with the decoder of {@link TinySam}. */
  public static Map<String, int[]> withDecoder(Map<String, int[]> encoder) {
    Map<String, int[]> all = new TreeMap<>(encoder);
    NamedTensors decoder = TinySam.tensors();
    decoder.names().forEach(name -> all.put(name, decoder.get(name).shape()));
    return all;
  }

  /** Returns a checkpoint in PyTorch's zip form. */
  public static byte[] zip(Map<String, int[]> shapes) {
    return CheckpointFiles.zip(pickle(shapes), Map.of("0", CheckpointFiles.floats(1)));
  }

  /** Returns a checkpoint in PyTorch's old form. */
  static byte[] stream(Map<String, int[]> shapes) {
    return CheckpointFiles.stream(
        pickle(shapes), List.of("0"), List.of(CheckpointFiles.floats(1)), Float.BYTES);
  }

  private static byte[] pickle(Map<String, int[]> shapes) {
    PickleWriter writer = new PickleWriter().dict();
    shapes.forEach((name, shape) -> {
      long[] sides = new long[shape.length];
      for (int i = 0; i < sides.length; i++) {
        sides[i] = shape[i];
      }
      writer
          .string(name)
          .tensor("FloatStorage", "0", 1, 0, sides, new long[sides.length])
          .put();
    });
    return writer.end();
  }

  private void put(String name, int... shape) {
    shapes.put(ENCODER + name, shape);
  }

  private void norm(String name, int width) {
    put(name + ".weight", width);
    put(name + ".bias", width);
  }

  private void linear(String name, int in, int out) {
    put(name + ".weight", out, in);
    put(name + ".bias", out);
  }

  private void convolution(String name, int out, int in, int kernel) {
    put(name + ".c.weight", out, in, kernel, kernel);
    for (String part : List.of("weight", "bias", "running_mean", "running_var")) {
      put(name + ".bn." + part, out);
    }
  }

  private void neck(int width, int out) {
    put("neck.0.weight", out, width, 1, 1);
    norm("neck.1", out);
    put("neck.2.weight", out, out, 3, 3);
    norm("neck.3", out);
  }
}
