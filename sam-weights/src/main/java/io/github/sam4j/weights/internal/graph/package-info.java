// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * ONNX graphs as data: built node by node, converted to half precision, and written as files of any
 * size.
 */
@NullMarked
package io.github.sam4j.weights.internal.graph;

import org.jspecify.annotations.NullMarked;

