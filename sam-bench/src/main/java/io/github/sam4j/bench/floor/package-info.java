// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The least time that the networks could take on a machine: what each graph multiplies and moves,
 * counted from ONNX Runtime's own profile, against what the machine can multiply and move at best.
 */
@NullMarked
package io.github.sam4j.bench.floor;

import org.jspecify.annotations.NullMarked;

