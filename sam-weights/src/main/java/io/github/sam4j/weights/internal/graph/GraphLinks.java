// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.graph;

import io.github.sam4j.weights.internal.onnx.GraphProto;
import io.github.sam4j.weights.internal.onnx.NodeProto;
import io.github.sam4j.weights.internal.onnx.TensorProto;
import io.github.sam4j.weights.internal.onnx.ValueInfoProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Maps each value of a graph to the node that produces it and the nodes that consume it. */
final class GraphLinks {
  private final List<NodeProto> nodes;
  private final Map<String, Integer> producers = new HashMap<>();
  private final Map<String, List<Integer>> consumers = new HashMap<>();
  private final Set<String> inputs = new HashSet<>();
  private final Set<String> outputs = new HashSet<>();
  private final Set<String> constants = new HashSet<>();

  GraphLinks(GraphProto graph) {
    nodes = graph.getNodeList();
    for (int i = 0; i < nodes.size(); i++) {
      for (String output : nodes.get(i).getOutputList()) {
        producers.put(output, i);
      }
      for (String input : nodes.get(i).getInputList()) {
        consumers.computeIfAbsent(input, name -> new ArrayList<>()).add(i);
      }
    }
    graph.getInputList().stream().map(ValueInfoProto::getName).forEach(inputs::add);
    graph.getOutputList().stream().map(ValueInfoProto::getName).forEach(outputs::add);
    graph.getInitializerList().stream().map(TensorProto::getName).forEach(constants::add);
  }

  /** Returns all nodes in execution order. */
  List<NodeProto> nodes() {
    return nodes;
  }

  /** Returns the node that produces a value; empty for graph inputs and constants. */
  Optional<Integer> producer(String value) {
    return Optional.ofNullable(producers.get(value));
  }

  /** Returns the nodes that consume a value, once per use. */
  List<Integer> consumers(String value) {
    return consumers.getOrDefault(value, List.of());
  }

  /** Returns whether a value is a constant. */
  boolean isConstant(String value) {
    return constants.contains(value);
  }

  /** Returns whether a value is an input of the graph. */
  boolean isInput(String value) {
    return inputs.contains(value);
  }

  /** Returns whether a value is an output of the graph. */
  boolean isOutput(String value) {
    return outputs.contains(value);
  }
}
