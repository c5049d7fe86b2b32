// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.architecture;

import io.github.sam4j.weights.NamedTensors;
import io.github.sam4j.weights.WeightTensor;
import io.github.sam4j.weights.internal.onnx.NodeProto;
import io.github.sam4j.weights.internal.onnx.TensorProto;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads the weights of a TinyViT encoder from an exported ONNX file, whose batch norms the exporter
 * has folded into the convolutions.
 *
 * <p>As with decoders ({@link OnnxDecoderReader}) the module in the name of a node identifies its
 * constants. The attention biases are expanded to all pairs of tokens, {@code [heads, tokens,
 * tokens]}; the row of the first token equals the table of the state dict.
 */
public final class OnnxTinyVitReader {
  private final OnnxConstants file;
  private final Map<String, WeightTensor> weights = new TreeMap<>();

  private OnnxTinyVitReader(OnnxConstants file) {
    this.file = file;
  }

  /**
   * Reads the weights.
   *
   * @param onnx the bytes of the file
   * @throws IllegalArgumentException if the bytes are not an ONNX file, or a weight is missing, has
   *     a wrong shape or is not finite; the message says which
   */
  public static TinyVitWeights read(byte[] onnx) {
    OnnxTinyVitReader reader = new OnnxTinyVitReader(OnnxConstants.of(onnx));
    reader.file.all().forEach(reader::takeNamed);
    reader.file.graph().getNodeList().forEach(reader::takeByScope);
    TinyVitWeights weights = TinyVitWeights.of(NamedTensors.of(reader.weights));
    OnnxConstants.requireFinite(weights.tensors());
    return weights;
  }

  private void takeNamed(String name, TensorProto constant) {
    if (name.startsWith("layers.") || name.startsWith("patch_embed.") || name.startsWith("neck.")) {
      weights.put(TinyVitWeights.PREFIX + name, OnnxConstants.tensor(constant));
    }
  }

  private void takeByScope(NodeProto node) {
    String module = TinyVitWeights.PREFIX + OnnxConstants.module(node.getName());
    switch (node.getOpType()) {
      case "Conv" -> takeConvolution(node, module.replaceFirst("\\.c$", ""));
      case "MatMul" ->
        constant(node, 2)
            .ifPresent(matrix -> weights.putIfAbsent(module + ".weight", matrix.transpose()));
      case "Mul" -> constant(node, 3).ifPresent(scale -> takeFlat(module + ".weight", scale));
      case "Add" ->
        constant(node, 3).ifPresent(added -> {
          if (module.endsWith(".attn")) {
            takeBiases(module + ".attention_biases", added);
          } else {
            takeFlat(module + ".bias", added);
          }
        });
      default -> {}
    }
  }

  private void takeConvolution(NodeProto node, String module) {
    for (int i = 1; i < node.getInputCount(); i++) {
      String name = module + (i == 1 ? ".weight" : ".bias");
      file.find(node.getInput(i))
          .ifPresent(constant -> weights.putIfAbsent(name, OnnxConstants.tensor(constant)));
    }
  }

  /** Returns the constant input of a node that has the given number of sides, if there is one. */
  private Optional<WeightTensor> constant(NodeProto node, int sides) {
    return node.getInputList().stream()
        .flatMap(input -> file.find(input).stream())
        .filter(constant -> constant.getDimsCount() == sides)
        .findFirst()
        .map(OnnxConstants::tensor);
  }

  private void takeFlat(String name, WeightTensor tensor) {
    if (tensor.length() == tensor.side(0)) {
      weights.putIfAbsent(name, tensor.reshape(tensor.length()));
    }
  }

  private void takeBiases(String name, WeightTensor pairs) {
    int heads = pairs.side(0);
    int tokens = pairs.side(1);
    if (pairs.length() == 0 || pairs.side(2) != tokens) {
      throw new IllegalArgumentException("weight " + name + " has shape "
          + Arrays.toString(pairs.shape())
          + " for all pairs, expected [heads, tokens, tokens] with at least one of each");
    }
    int[] first = new int[heads];
    for (int head = 0; head < heads; head++) {
      first[head] = head * tokens;
    }
    weights.putIfAbsent(name, pairs.reshape(heads * tokens, tokens).gatherRows(first, heads));
  }
}
