// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Protocols, which prompt a predictor for one object on one slice and choose among its answers.
 * They are small values that can be combined freely. All randomness comes from a seed.
 *
 * <p>Immutable and safe to share between threads.
 */
@NullMarked
package io.github.sam4j.eval.protocol;

import org.jspecify.annotations.NullMarked;

