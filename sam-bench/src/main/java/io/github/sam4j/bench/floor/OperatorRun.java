// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.floor;

import java.util.List;

/**
 * One operator of a run, as the runtime reports it.
 *
 * @param operator type of the operator after the runtime's optimisations
 * @param inputs shapes of the inputs; without the weights that the runtime repacked when it loaded
 *     the graph
 * @param outputs shapes of the outputs
 * @param parameterBytes of weights among the inputs
 * @param activationBytes of the other inputs
 * @param outputBytes of the outputs
 */
record OperatorRun(
    String operator,
    List<List<Long>> inputs,
    List<List<Long>> outputs,
    long parameterBytes,
    long activationBytes,
    long outputBytes) {
  OperatorRun {
    inputs = inputs.stream().map(List::copyOf).toList();
    outputs = outputs.stream().map(List::copyOf).toList();
  }
}
