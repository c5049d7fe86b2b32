package io.github.sam4j;

import com.google.protobuf.ByteString;
import io.github.sam4j.internal.onnx.AttributeProto;
import io.github.sam4j.internal.onnx.GraphProto;
import io.github.sam4j.internal.onnx.ModelProto;
import io.github.sam4j.internal.onnx.NodeProto;
import io.github.sam4j.internal.onnx.TensorProto;
import io.github.sam4j.internal.onnx.ValueInfoProto;
import io.github.sam4j.model.weights.NamedTensors;
import io.github.sam4j.model.weights.WeightTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * The tiny decoder as exporters write one: the inputs of the official contract, and weights folded
 * and renamed. The nodes hold what the reader looks at; the graph could not be run.
 */
public final class TinyDecoderFile {
  private static final String TRANSFORMER = "mask_decoder.transformer.";

  private final NamedTensors tensors = TinySam.tensors();
  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("tiny decoder");
  private int count;

  private TinyDecoderFile() {
    for (String input : List.of(
        "image_embeddings",
        "point_coords",
        "point_labels",
        "mask_input",
        "has_mask_input",
        "orig_im_size")) {
      graph.addInput(ValueInfoProto.newBuilder().setName(input));
    }
  }

  /** Returns a file in which every weight kept its name, behind {@code model.}. */
  public static byte[] named() {
    TinyDecoderFile file = new TinyDecoderFile();
    for (String name : file.tensors.names()) {
      file.graph.addInitializer(tensor("model." + name, file.tensors.get(name)));
    }
    return file.bytes();
  }

  /** Returns a file with transposed matrices, joined tokens and norms kept as products. */
  public static byte[] folded() {
    TinyDecoderFile file = new TinyDecoderFile();
    file.decoys();
    for (String name : file.tensors.names()) {
      file.fold(name, file.tensors.get(name));
    }
    return file.bytes();
  }

  private byte[] bytes() {
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .setProducerName("pytorch")
        .setGraph(graph)
        .build()
        .toByteArray();
  }

  private void fold(String name, WeightTensor tensor) {
    boolean norm = tensor.rank() == 1 && name.matches(".*(upscaling|downscaling)\\.[14]\\..*");
    if (name.startsWith(TRANSFORMER) && tensor.rank() == 2) {
      node("MatMul", scope(name), madeUp("onnx::MatMul_", tensor.transpose()));
    } else if (norm) {
      String operator = name.endsWith(".weight") ? "Mul" : "Add";
      node(operator, scope(name), madeUp("onnx::", tensor.reshape(tensor.length(), 1, 1)));
    } else if (name.equals("mask_decoder.iou_token.weight")) {
      WeightTensor joined =
          WeightTensor.concat(tensor, tensors.get("mask_decoder.mask_tokens.weight"));
      node("Expand", "/", madeUp("onnx::Expand_", joined.reshape(1, 5, TinySam.WIDTH)));
    } else if (name.equals("prompt_encoder.no_mask_embed.weight")) {
      node("Mul", "/", constant(tensor.reshape(1, TinySam.WIDTH, 1, 1)));
    } else if (!name.equals("mask_decoder.mask_tokens.weight")) {
      graph.addInitializer(
          count++ % 2 == 0 ? tensor("model." + name, tensor) : listed(name, tensor));
    }
  }

  /** What a real file has between the weights and the reader must pass over. */
  private void decoys() {
    WeightTensor zeros = WeightTensor.of(new float[8], 2, 2, 2);
    node("MatMul", "/transformer/layers.0/self_attn/q_proj/", madeUp("onnx::MatMul_", zeros));
    node("Mul", "/output_upscaling/output_upscaling.1/", madeUp("onnx::Mul_", zeros));
    node("Concat", "/", madeUp("onnx::Concat_", zeros));
    WeightTensor half = WeightTensor.of(new float[] {0.5f}, 1);
    node("Mul", "/output_upscaling/output_upscaling.2/", madeUp("onnx::Mul_", half));
    graph.addInitializer(
        TensorProto.newBuilder().setName("integers").setDataType(7).addDims(1).addInt64Data(3));
    node("Add", "/transformer/layers.0/norm1/", "integers");
  }

  /**
   * Returns {@code /transformer/layers.0/norm1/} for {@code mask_decoder.transformer.layers.0…}.
   */
  private static String scope(String weight) {
    String module = weight.substring(weight.indexOf('.') + 1, weight.lastIndexOf('.'));
    int number = module.matches("(output_up|mask_down)scaling\\..*") ? module.indexOf('.') : -1;
    if (number > 0) {
      return "/" + module.substring(0, number) + "/" + module + "/";
    }
    String path = "/" + module.replace('.', '/').replaceAll("layers/(\\d)", "layers.$1") + "/";
    return module.contains("layers.1") ? "/model/mask_decoder" + path : path;
  }

  private void node(String operator, String scope, String constant) {
    graph.addNode(NodeProto.newBuilder()
        .setOpType(operator)
        .setName(scope + operator)
        .addInput("x" + count++)
        .addInput(constant)
        .addOutput("x" + count));
  }

  private String madeUp(String prefix, WeightTensor tensor) {
    String name = prefix + (1000 + count++);
    graph.addInitializer(tensor(name, tensor));
    return name;
  }

  private String constant(WeightTensor tensor) {
    String name = "/Constant_" + count++ + "_output_0";
    graph.addNode(NodeProto.newBuilder()
        .setOpType("Constant")
        .setName(name)
        .addOutput(name)
        .addAttribute(AttributeProto.newBuilder()
            .setName("value")
            .setType(AttributeProto.Type.TENSOR)
            .setT(tensor("", tensor))));
    return name;
  }

  /** Returns a tensor of little-endian bytes. */
  static TensorProto tensor(String name, WeightTensor tensor) {
    ByteBuffer bytes =
        ByteBuffer.allocate(tensor.length() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(tensor.toArray());
    return header(name, tensor).setRawData(ByteString.copyFrom(bytes)).build();
  }

  /** Returns a tensor whose values are listed as protobuf floats. */
  private static TensorProto listed(String name, WeightTensor tensor) {
    TensorProto.Builder proto = header(name, tensor);
    for (int i = 0; i < tensor.length(); i++) {
      proto.addFloatData(tensor.value(i));
    }
    return proto.build();
  }

  private static TensorProto.Builder header(String name, WeightTensor tensor) {
    TensorProto.Builder proto = TensorProto.newBuilder().setName(name).setDataType(1);
    for (int side : tensor.shape()) {
      proto.addDims(side);
    }
    return proto;
  }
}
