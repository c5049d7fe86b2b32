// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * ONNX graphs as data: building them node by node, converting them to half precision, and writing
 * them to files of any size.
 */
@NullMarked
package io.github.sam4j.weights.internal.graph;

import org.jspecify.annotations.NullMarked;

