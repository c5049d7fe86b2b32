// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.graph;

import io.github.sam4j.weights.internal.format.ElementType;
import io.github.sam4j.weights.internal.onnx.GraphProto;
import io.github.sam4j.weights.internal.onnx.NodeProto;
import io.github.sam4j.weights.internal.onnx.TensorProto;
import io.github.sam4j.weights.internal.onnx.ValueInfoProto;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Rewrites a graph according to a {@link PrecisionPlan}.
 *
 * <p>A value of 32-bit floats keeps its name; its 16-bit form has a name of its own. Either form is
 * derived from the other by a single Cast, inserted before the first node that needs it. So a Cast
 * never follows a Cast, and every reference to a value by its original name stays valid.
 */
final class HalfRewriter {
  private static final String HALF_SUFFIX = ".float16";

  private final GraphProto old;
  private final HalfTensors halfTensors;
  private final GraphLinks links;
  private final ValueTypes types;
  private final PrecisionPlan plan;
  private final GraphProto.Builder graph;
  private final Set<String> names = new HashSet<>();
  private final Map<String, TensorProto> constants = new HashMap<>();

  /** Values that exist under their original name. */
  private final Set<String> floats = new HashSet<>();

  /** Names of the values that exist as 16-bit floats. */
  private final Map<String, String> halves = new HashMap<>();

  HalfRewriter(GraphProto old, HalfTensors halfTensors) {
    this.old = old;
    this.halfTensors = halfTensors;
    this.links = new GraphLinks(old);
    this.types = ValueTypes.of(old);
    this.plan = PrecisionPlan.of(old, links, types, halfTensors);
    this.graph = old.toBuilder().clearNode().clearInitializer();
  }

  /** Returns the new graph. */
  GraphProto rewrite() {
    collectNames();
    for (int i = 0; i < old.getNodeCount(); i++) {
      NodeProto.Builder node = old.getNode(i).toBuilder();
      if (plan.isHalf(i)) {
        takeAndYieldHalves(node);
      } else {
        takeOldTypes(node);
      }
    }
    old.getOutputList().forEach(output -> asBefore(output.getName()));
    // unused constants are unchanged
    constants.forEach((name, tensor) -> {
      if (links.consumers(name).isEmpty()) {
        asBefore(name);
      }
    });
    return graph.build();
  }

  private void collectNames() {
    for (ValueInfoProto input : old.getInputList()) {
      floats.add(input.getName());
    }
    for (TensorProto constant : old.getInitializerList()) {
      constants.put(constant.getName(), constant);
    }
    names.addAll(floats);
    names.addAll(constants.keySet());
    old.getNodeList().forEach(node -> names.addAll(node.getOutputList()));
  }

  private void takeAndYieldHalves(NodeProto.Builder node) {
    for (int i = 0; i < node.getInputCount(); i++) {
      String input = node.getInput(i);
      node.setInput(i, types.isFloat(input) ? asHalf(input) : asBefore(input));
    }
    for (int i = 0; i < node.getOutputCount(); i++) {
      String output = node.getOutput(i);
      if (types.isFloat(output)) {
        node.setOutput(i, nameHalf(output));
      } else {
        floats.add(output);
      }
    }
    graph.addNode(node);
  }

  private void takeOldTypes(NodeProto.Builder node) {
    boolean anyType = OperatorKind.of(node.build()) == OperatorKind.ANY;
    for (int i = 0; i < node.getInputCount(); i++) {
      String input = node.getInput(i);
      boolean onlyHalf =
          halves.containsKey(input) && !floats.contains(input) && !constants.containsKey(input);
      node.setInput(i, anyType && onlyHalf ? asHalf(input) : asBefore(input));
    }
    floats.addAll(node.getOutputList());
    graph.addNode(node);
  }

  /** Returns the name of the 16-bit form of a value, which is added if needed. */
  private String asHalf(String value) {
    String half = halves.get(value);
    if (half != null) {
      return half;
    }
    TensorProto constant = constants.get(value);
    String name = nameHalf(value);
    if (constant == null) {
      cast(value, name, ElementType.FLOAT16);
    } else {
      graph.addInitializer(halfTensors.toHalf(constant, name));
    }
    return name;
  }

  /** Returns the original name of a value, under which it is added if needed. */
  private String asBefore(String value) {
    TensorProto constant = constants.get(value);
    String half = halves.get(value);
    if (floats.add(value)) {
      if (constant != null) {
        graph.addInitializer(constant);
      } else if (half != null) {
        cast(half, value, ElementType.FLOAT32);
      }
    }
    return value;
  }

  private String nameHalf(String value) {
    String name = value + HALF_SUFFIX;
    while (!names.add(name)) {
      name += "_";
    }
    halves.put(value, name);
    return name;
  }

  private void cast(String from, String to, ElementType type) {
    graph.addNode(NodeProto.newBuilder()
        .setOpType("Cast")
        .setName("Cast to " + to)
        .addInput(from)
        .addOutput(to)
        .addAttribute(Attributes.integer("to", type.onnx())));
  }
}
