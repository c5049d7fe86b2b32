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

/** Which node of a graph yields a value and which ones take it. */
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

  /** All nodes, in the order of their use. */
  List<NodeProto> nodes() {
    return nodes;
  }

  /** The node that yields a value; none yields inputs of the graph and constants. */
  Optional<Integer> producer(String value) {
    return Optional.ofNullable(producers.get(value));
  }

  /** The nodes that take a value, one several times as often. */
  List<Integer> consumers(String value) {
    return consumers.getOrDefault(value, List.of());
  }

  /** Whether a value is stored with the graph. */
  boolean isConstant(String value) {
    return constants.contains(value);
  }

  /** Whether a value enters the graph. */
  boolean isInput(String value) {
    return inputs.contains(value);
  }

  /** Whether a value leaves the graph. */
  boolean isOutput(String value) {
    return outputs.contains(value);
  }
}
