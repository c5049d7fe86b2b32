// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.graph;

import com.google.protobuf.InvalidProtocolBufferException;
import io.github.sam4j.weights.internal.onnx.AttributeProto;
import io.github.sam4j.weights.internal.onnx.GraphProto;
import io.github.sam4j.weights.internal.onnx.ModelProto;
import io.github.sam4j.weights.internal.onnx.NodeProto;
import io.github.sam4j.weights.internal.onnx.OperatorSetIdProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lets ONNX Runtime keep the values between convolutions in the blocked layout of its CPU kernels
 * even with GELU between them.
 *
 * <p>The runtime's optimizer treats only a few activations as independent of the layout. GELU is
 * not among them, although it is an elementwise function. So this class replaces GELU by a
 * stand-in: an activation that the optimizer supports, with parameters that occur in no model.
 * After the runtime has optimized that graph for the machine and written it out, GELU is put back,
 * either in place of the stand-in or after the convolution that the stand-in was fused into. This
 * requires no knowledge of the layout itself.
 */
public final class BlockedGelu {
  private static final String STAND_IN = "HardSigmoid";
  private static final float ALPHA = 0.123456f;
  private static final float BETA = 0.654321f;

  /** Attributes of a convolution with a fused activation. */
  private static final String ACTIVATION = "activation";

  private static final String PARAMETERS = "activation_params";

  private final byte[] graph;
  private final int count;

  private BlockedGelu(byte[] graph, int count) {
    this.graph = graph;
    this.count = count;
  }

  /**
   * Replaces each GELU that is written out as in {@link OnnxGraph#gelu} and follows a convolution,
   * or a sum that contains one, by a stand-in. Returns empty if there is none.
   *
   * @param graph an ONNX file
   */
  public static Optional<BlockedGelu> in(byte[] graph) {
    ModelProto model = parse(graph);
    GraphLinks links = new GraphLinks(model.getGraph());
    Map<Integer, NodeProto> standIns = new HashMap<>();
    Set<Integer> replaced = new HashSet<>();
    for (int i = 0; i < links.nodes().size(); i++) {
      List<Integer> gelu = writtenOut(links, i);
      if (!gelu.isEmpty() && isOfConvolution(links, input(links, gelu))) {
        int last = gelu.get(gelu.size() - 1);
        replaced.addAll(gelu);
        standIns.put(last, standIn(input(links, gelu), links.nodes().get(last).getOutput(0)));
      }
    }
    GraphProto.Builder changed = model.getGraph().toBuilder().clearNode();
    for (int i = 0; i < links.nodes().size(); i++) {
      if (standIns.containsKey(i)) {
        changed.addNode(standIns.get(i));
      } else if (!replaced.contains(i)) {
        changed.addNode(links.nodes().get(i));
      }
    }
    return standIns.isEmpty()
        ? Optional.empty()
        : Optional.of(new BlockedGelu(
            model.toBuilder().setGraph(changed).build().toByteArray(), standIns.size()));
  }

  /** Returns the graph with stand-ins, for the runtime to optimize. */
  public byte[] graph() {
    return graph;
  }

  /**
   * Restores GELU in the optimized graph. Returns empty if the optimizer has changed the stand-ins
   * in an unexpected way.
   *
   * @param optimized an ONNX file
   */
  public Optional<byte[]> restoredIn(byte[] optimized) {
    ModelProto model = parse(optimized);
    GraphProto.Builder restored = model.getGraph().toBuilder().clearNode();
    int found = 0;
    for (NodeProto node : model.getGraph().getNodeList()) {
      if (isStandIn(node)) {
        restored.addNode(gelu(node.getInput(0), node.getOutput(0)));
        found++;
      } else if (endsWithStandIn(node)) {
        String output = node.getOutput(0);
        restored.addNode(withoutActivation(node).setOutput(0, output + "_before_gelu"));
        restored.addNode(gelu(output + "_before_gelu", output));
        found++;
      } else {
        restored.addNode(node);
      }
    }
    ModelProto.Builder result = model.toBuilder().setGraph(restored);
    if (model.getOpsetImportList().stream()
        .noneMatch(set -> set.getDomain().equals(OnnxGraph.RUNTIME_DOMAIN))) {
      result.addOpsetImport(
          OperatorSetIdProto.newBuilder().setDomain(OnnxGraph.RUNTIME_DOMAIN).setVersion(1));
    }
    return found == count ? Optional.of(result.build().toByteArray()) : Optional.empty();
  }

  private static ModelProto parse(byte[] graph) {
    try {
      return ModelProto.parseFrom(graph);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("expected an ONNX file", e);
    }
  }

  /**
   * Returns the five nodes of the GELU (division, erf, addition, two products) that begins at a
   * node, or an empty list.
   */
  private static List<Integer> writtenOut(GraphLinks links, int first) {
    List<Integer> nodes = new ArrayList<>(List.of(first));
    if (!links.nodes().get(first).getOpType().equals("Div")) {
      return List.of();
    }
    for (String operator : List.of("Erf", "Add", "Mul", "Mul")) {
      List<Integer> next = links.consumers(output(links, nodes));
      if (next.size() != 1 || !links.nodes().get(next.get(0)).getOpType().equals(operator)) {
        return List.of();
      }
      nodes.add(next.get(0));
    }
    boolean ofItself = links.nodes().get(nodes.get(3)).getInputList().contains(input(links, nodes));
    return ofItself ? nodes : List.of();
  }

  private static String input(GraphLinks links, List<Integer> nodes) {
    return links.nodes().get(nodes.get(0)).getInput(0);
  }

  private static String output(GraphLinks links, List<Integer> nodes) {
    return links.nodes().get(nodes.get(nodes.size() - 1)).getOutput(0);
  }

  private static boolean isOfConvolution(GraphLinks links, String value) {
    Optional<NodeProto> producer = links.producer(value).map(links.nodes()::get);
    return producer.filter(BlockedGelu::isConvolution).isPresent()
        || producer
            .filter(node -> node.getOpType().equals("Add"))
            .filter(node -> node.getInputList().stream()
                .anyMatch(term -> links
                    .producer(term)
                    .map(links.nodes()::get)
                    .filter(BlockedGelu::isConvolution)
                    .isPresent()))
            .isPresent();
  }

  private static boolean isConvolution(NodeProto node) {
    return node.getOpType().equals("Conv");
  }

  private static NodeProto standIn(String input, String output) {
    return NodeProto.newBuilder()
        .setOpType(STAND_IN)
        .setName(output)
        .addInput(input)
        .addOutput(output)
        .addAttribute(Attributes.real("alpha", ALPHA))
        .addAttribute(Attributes.real("beta", BETA))
        .build();
  }

  private static NodeProto gelu(String input, String output) {
    return NodeProto.newBuilder()
        .setOpType("Gelu")
        .setDomain(OnnxGraph.RUNTIME_DOMAIN)
        .setName(output + "_gelu")
        .addInput(input)
        .addOutput(output)
        .build();
  }

  private static boolean isStandIn(NodeProto node) {
    return node.getOpType().equals(STAND_IN)
        && node.getAttributeList().stream().anyMatch(it -> it.getF() == ALPHA);
  }

  private static boolean endsWithStandIn(NodeProto node) {
    return node.getAttributeList().stream()
        .anyMatch(it -> it.getName().equals(PARAMETERS)
            && it.getFloatsCount() == 2
            && it.getFloats(0) == ALPHA
            && it.getFloats(1) == BETA);
  }

  private static NodeProto.Builder withoutActivation(NodeProto node) {
    NodeProto.Builder result = node.toBuilder().clearAttribute();
    for (AttributeProto attribute : node.getAttributeList()) {
      if (!attribute.getName().equals(ACTIVATION) && !attribute.getName().equals(PARAMETERS)) {
        result.addAttribute(attribute);
      }
    }
    return result;
  }
}
