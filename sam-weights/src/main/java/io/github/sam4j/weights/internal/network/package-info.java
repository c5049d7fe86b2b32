// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Writes the decoder as ONNX graphs of our own from named weights.
 *
 * <p>The graphs compute the same function as the published decoder, in a form that does less work;
 * the classes say how. Everything is a pure function from weights to bytes.
 */
@NullMarked
package io.github.sam4j.weights.internal.network;

import org.jspecify.annotations.NullMarked;

