// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.floor;

import java.util.List;

/**
 * One run of a graph.
 *
 * @param millis from its beginning to its end
 * @param operators in the order in which they ended
 */
record ModelRun(double millis, List<OperatorRun> operators) {
  ModelRun {
    operators = List.copyOf(operators);
  }
}
