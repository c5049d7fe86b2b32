package io.github.sam4j;

import io.github.sam4j.image.RgbImage;
import io.github.sam4j.internal.onnx.AttributeProto;
import io.github.sam4j.internal.onnx.GraphProto;
import io.github.sam4j.internal.onnx.ModelProto;
import io.github.sam4j.internal.onnx.NodeProto;
import io.github.sam4j.internal.onnx.OperatorSetIdProto;
import io.github.sam4j.internal.onnx.TensorShapeProto;
import io.github.sam4j.internal.onnx.TypeProto;
import io.github.sam4j.internal.onnx.ValueInfoProto;
import io.github.sam4j.model.SamModel;
import io.github.sam4j.model.SamModels;
import io.github.sam4j.model.weights.DecoderWeights;
import io.github.sam4j.model.weights.NamedTensors;
import io.github.sam4j.model.weights.WeightTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A made-up SAM of width 16 with random weights. It draws masks of no meaning, but does everything
 * that a real one does, in milliseconds.
 */
public final class TinySam {
  /** Channels of the embedding and of every token. */
  public static final int WIDTH = 16;

  private static final long SEED = 20261123;
  private static final int CROSS_WIDTH = 8;
  private static final int MLP = 24;
  private static final int PATCH = 16;

  private final Random random;
  private final Map<String, WeightTensor> tensors = new TreeMap<>();

  private TinySam(long seed) {
    this.random = new Random(seed);
  }

  /** Returns the weights of the prompt encoder and mask decoder. */
  public static DecoderWeights weights() {
    return DecoderWeights.of(tensors());
  }

  /** Returns the same weights by name. */
  public static NamedTensors tensors() {
    return NamedTensors.of(new TinySam(SEED).all(2));
  }

  /** Returns weights of another number of two-way layers. */
  public static DecoderWeights weights(int depth) {
    return DecoderWeights.of(NamedTensors.of(new TinySam(SEED).all(depth)));
  }

  /** Returns a segmenter's model, its two files written into the folder. */
  public static SamModel model(Path folder) throws IOException {
    return SamModels.onnx(
        Files.write(folder.resolve("encoder.onnx"), encoder(WIDTH)),
        Files.write(folder.resolve("decoder.onnx"), TinyDecoderFile.folded()));
  }

  /** Returns an ONNX image encoder: one convolution of 16 × 16 patches. */
  public static byte[] encoder(int channels) {
    WeightTensor kernel = new TinySam(SEED + 1).matrix(0.02, channels, 3, PATCH, PATCH);
    GraphProto.Builder graph = GraphProto.newBuilder()
        .setName("tiny encoder")
        .addInput(floats("pixels", 1, 3, 1024, 1024))
        .addOutput(floats("embedding", 1, channels, 64, 64))
        .addInitializer(TinyDecoderFile.tensor("kernel", kernel))
        .addNode(NodeProto.newBuilder()
            .setOpType("Conv")
            .addInput("pixels")
            .addInput("kernel")
            .addOutput("embedding")
            .addAttribute(sides("kernel_shape"))
            .addAttribute(sides("strides")));
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
        .setGraph(graph)
        .build()
        .toByteArray();
  }

  private static AttributeProto sides(String name) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.Type.INTS)
        .addInts(PATCH)
        .addInts(PATCH)
        .build();
  }

  private static ValueInfoProto floats(String name, long... shape) {
    TensorShapeProto.Builder sides = TensorShapeProto.newBuilder();
    for (long side : shape) {
      sides.addDimBuilder().setDimValue(side);
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder()
            .setTensorType(TypeProto.Tensor.newBuilder().setElemType(1).setShape(sides)))
        .build();
  }

  /** Returns a picture of soft blobs. */
  public static RgbImage image(int width, int height, long seed) {
    Random random = new Random(seed);
    double[] p = random.doubles(12, 0, 2 * Math.PI).toArray();
    byte[] samples = new byte[3 * width * height];
    for (int i = 0; i < samples.length; i++) {
      int pixel = i / 3;
      int c = i % 3;
      int row = pixel / width;
      double x = 8.0 * (pixel - row * width) / width;
      double y = 8.0 * row / height;
      double value = Math.sin(x + p[c]) * Math.cos(y + p[c + 3])
          + Math.sin(2 * x - y + p[c + 6]) * Math.cos(3 * y + p[c + 9]);
      samples[i] = (byte) (128 + 60 * value);
    }
    return RgbImage.of(width, height, samples);
  }

  private Map<String, WeightTensor> all(int depth) {
    String transformer = "mask_decoder.transformer.";
    for (int i = 0; i < depth; i++) {
      String layer = transformer + "layers." + i;
      attention(layer + ".self_attn", WIDTH);
      attention(layer + ".cross_attn_token_to_image", CROSS_WIDTH);
      attention(layer + ".cross_attn_image_to_token", CROSS_WIDTH);
      linear(layer + ".mlp.lin1", WIDTH, MLP);
      linear(layer + ".mlp.lin2", MLP, WIDTH);
      for (int n = 1; n <= 4; n++) {
        norm(layer + ".norm" + n, WIDTH);
      }
    }
    attention(transformer + "final_attn_token_to_image", CROSS_WIDTH);
    norm(transformer + "norm_final_attn", WIDTH);
    heads();
    promptEncoder();
    return tensors;
  }

  private void heads() {
    put("mask_decoder.iou_token.weight", matrix(1, 1, WIDTH));
    put("mask_decoder.mask_tokens.weight", matrix(1, 4, WIDTH));
    String upscaling = "mask_decoder.output_upscaling.";
    put(upscaling + "0.weight", matrix(0.5, WIDTH, 8, 2, 2));
    put(upscaling + "0.bias", matrix(0.2, 8));
    norm(upscaling + "1", 8);
    put(upscaling + "3.weight", matrix(0.5, 8, 4, 2, 2));
    // a first channel that is always on and that each kernel takes off again: masks of all sizes
    put(upscaling + "3.bias", WeightTensor.of(new float[] {4, 0.2f, -0.1f, 0.1f}, 4));
    for (int i = 0; i < 4; i++) {
      String kernel = "mask_decoder.output_hypernetworks_mlps." + i + ".layers.";
      linear(kernel + "0", WIDTH, 12);
      linear(kernel + "1", 12, WIDTH);
      put(kernel + "2.weight", WeightTensor.concat(matrix(0.02, 1, WIDTH), matrix(2, 3, WIDTH)));
      put(kernel + "2.bias", WeightTensor.of(new float[] {-1.5f, 1, -0.5f, 0.5f}, 4));
    }
    String iou = "mask_decoder.iou_prediction_head.layers.";
    linear(iou + "0", WIDTH, 20);
    linear(iou + "1", 20, 12);
    put(iou + "2.weight", matrix(0.15, 4, 12));
    put(iou + "2.bias", WeightTensor.of(new float[] {0.7f, 0.8f, 0.75f, 0.85f}, 4));
  }

  private void promptEncoder() {
    put("prompt_encoder.pe_layer.positional_encoding_gaussian_matrix", matrix(1, 2, WIDTH / 2));
    for (int i = 0; i < 4; i++) {
      put("prompt_encoder.point_embeddings." + i + ".weight", matrix(1, 1, WIDTH));
    }
    put("prompt_encoder.not_a_point_embed.weight", matrix(1, 1, WIDTH));
    put("prompt_encoder.no_mask_embed.weight", matrix(0.5, 1, WIDTH));
    String downscaling = "prompt_encoder.mask_downscaling.";
    put(downscaling + "0.weight", matrix(0.5, 4, 1, 2, 2));
    put(downscaling + "0.bias", matrix(0.2, 4));
    norm(downscaling + "1", 4);
    put(downscaling + "3.weight", matrix(0.3, 8, 4, 2, 2));
    put(downscaling + "3.bias", matrix(0.2, 8));
    norm(downscaling + "4", 8);
    put(downscaling + "6.weight", matrix(0.4, WIDTH, 8, 1, 1));
    put(downscaling + "6.bias", matrix(0.2, WIDTH));
  }

  private void attention(String name, int inner) {
    linear(name + ".q_proj", WIDTH, inner);
    linear(name + ".k_proj", WIDTH, inner);
    linear(name + ".v_proj", WIDTH, inner);
    linear(name + ".out_proj", inner, WIDTH);
  }

  private void linear(String name, int in, int out) {
    put(name + ".weight", matrix(1.2 / Math.sqrt(in), out, in));
    put(name + ".bias", matrix(0.2, out));
  }

  private void norm(String name, int width) {
    float[] scale = matrix(0.2, width).toArray();
    for (int i = 0; i < width; i++) {
      scale[i] += 1;
    }
    put(name + ".weight", WeightTensor.of(scale, width));
    put(name + ".bias", matrix(0.2, width));
  }

  private WeightTensor matrix(double deviation, int... shape) {
    int length = 1;
    for (int side : shape) {
      length *= side;
    }
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    return WeightTensor.of(values, shape);
  }

  private void put(String name, WeightTensor tensor) {
    tensors.put(name, tensor);
  }
}
