// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The weights of the supported encoders and decoders, checked for completeness and shape, and
 * readers that extract them from exported ONNX files.
 */
@NullMarked
package io.github.sam4j.weights.internal.architecture;

import org.jspecify.annotations.NullMarked;

