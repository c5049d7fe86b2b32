// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.architecture;

import io.github.sam4j.weights.NamedTensors;
import io.github.sam4j.weights.WeightTensor;
import io.github.sam4j.weights.internal.onnx.GraphProto;
import io.github.sam4j.weights.internal.onnx.NodeProto;
import io.github.sam4j.weights.internal.onnx.TensorProto;
import io.github.sam4j.weights.internal.onnx.ValueInfoProto;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the decoder weights from an ONNX file with the inputs and outputs of the official export.
 *
 * <p>Exporters fold and rename: the factor of a matrix product is stored transposed under a
 * generated name, the embeddings of the output tokens are concatenated, and a norm over channels
 * stores its scale as {@code [C, 1, 1]}. But the name of each node contains the path of its module,
 * {@code /transformer/layers.0/self_attn/q_proj/MatMul}, which is also the name in the state dict.
 * So this class only searches the graph for constants and never runs it.
 */
public final class OnnxDecoderReader {
  private static final List<String> INPUTS = List.of(
      "image_embeddings",
      "point_coords",
      "point_labels",
      "mask_input",
      "has_mask_input",
      "orig_im_size");

  private final OnnxConstants file;
  private final Map<String, WeightTensor> weights = new TreeMap<>();

  private OnnxDecoderReader(OnnxConstants file) {
    this.file = file;
  }

  /**
   * Reads the weights.
   *
   * @param onnx the bytes of the file
   * @throws IllegalArgumentException if the bytes are not an ONNX file, a required input is
   *     missing, or a weight is missing, has a wrong shape or is not finite; the message says which
   */
  public static DecoderWeights read(byte[] onnx) {
    OnnxConstants file = OnnxConstants.of(onnx);
    checkInputs(file.graph());
    DecoderWeights weights = DecoderWeights.of(new OnnxDecoderReader(file).weights());
    OnnxConstants.requireFinite(weights.tensors());
    return weights;
  }

  private static void checkInputs(GraphProto graph) {
    List<String> found =
        graph.getInputList().stream().map(ValueInfoProto::getName).toList();
    for (String input : INPUTS) {
      if (!found.contains(input)) {
        throw new IllegalArgumentException("input " + input + " is missing, found " + found);
      }
    }
  }

  private NamedTensors weights() {
    file.all().forEach(this::takeNamed);
    file.graph().getNodeList().forEach(this::takeByScope);
    return NamedTensors.of(weights);
  }

  /** Adds a constant that kept its name, possibly prefixed with {@code model.} by the exporter. */
  private void takeNamed(String name, TensorProto tensor) {
    String plain = name.startsWith("model.") ? name.substring("model.".length()) : name;
    if (plain.startsWith("prompt_encoder.") || plain.startsWith("mask_decoder.")) {
      weights.put(plain, OnnxConstants.tensor(tensor));
    }
  }

  /** Adds the constants of a node whose module identifies them. */
  private void takeByScope(NodeProto node) {
    for (String input : node.getInputList()) {
      TensorProto constant = file.find(input).orElse(null);
      if (constant == null) {
        continue;
      }
      String module = module(node.getName());
      switch (node.getOpType()) {
        case "MatMul" -> {
          if (constant.getDimsCount() == 2) {
            weights.putIfAbsent(
                module + ".weight", OnnxConstants.tensor(constant).transpose());
          }
        }
        case "Mul", "Add" -> takeElementwise(node.getOpType(), module, constant);
        case "Expand", "Concat" -> takeOutputTokens(constant);
        default -> {}
      }
    }
  }

  private void takeElementwise(String operator, String module, TensorProto constant) {
    List<Long> dims = constant.getDimsList();
    boolean perChannel = dims.size() == 3 && dims.get(1) == 1 && dims.get(2) == 1;
    if (perChannel && !module.isEmpty()) {
      WeightTensor tensor = OnnxConstants.tensor(constant);
      String kind = operator.equals("Mul") ? ".weight" : ".bias";
      weights.putIfAbsent(module + kind, tensor.reshape(tensor.length()));
    }
    // (1 - has_mask_input) · no_mask_embed is the only such product outside any module
    if (dims.size() == 4 && dims.get(0) == 1 && dims.get(2) == 1 && dims.get(3) == 1) {
      WeightTensor tensor = OnnxConstants.tensor(constant);
      weights.putIfAbsent(
          "prompt_encoder.no_mask_embed.weight", tensor.reshape(1, tensor.length()));
    }
  }

  /**
   * Adds the embeddings of the IoU token and the mask tokens, concatenated by the exporter:
   * {@code [(1,) 5, width]}.
   */
  private void takeOutputTokens(TensorProto constant) {
    List<Long> dims = constant.getDimsList();
    int tokens = 1 + DecoderWeights.MASK_TOKENS;
    boolean joined = (dims.size() == 3 && dims.get(0) == 1 && dims.get(1) == tokens)
        || (dims.size() == 2 && dims.get(0) == tokens);
    if (joined) {
      float[] values = OnnxConstants.tensor(constant).toArray();
      int width = values.length / tokens;
      float[] iou = Arrays.copyOf(values, width);
      float[] masks = Arrays.copyOfRange(values, width, values.length);
      weights.putIfAbsent("mask_decoder.iou_token.weight", WeightTensor.of(iou, 1, width));
      weights.putIfAbsent(
          "mask_decoder.mask_tokens.weight", WeightTensor.of(masks, tokens - 1, width));
    }
  }

  /** Returns the name in the state dict of the module that a node belongs to. */
  private static String module(String node) {
    String name = OnnxConstants.module(node);
    if (name.isEmpty() || name.startsWith("mask_decoder.") || name.startsWith("prompt_encoder.")) {
      return name;
    }
    return (name.startsWith("mask_downscaling") ? "prompt_encoder." : "mask_decoder.") + name;
  }
}
