// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Builds ONNX graphs of the encoders and the decoder from named weights.
 *
 * <p>The graphs compute the same functions as the published models with less work, as described at
 * each class. Everything is a pure function of the weights.
 */
@NullMarked
package io.github.sam4j.weights.internal.network;

import org.jspecify.annotations.NullMarked;

