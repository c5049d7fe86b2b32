// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Ways to ask a predictor about one object on one slice and to choose among its answers: small
 * values that can be combined at will. Everything that is random comes from a seed.
 *
 * <p>Immutable and safe to share between threads.
 */
@NullMarked
package io.github.sam4j.eval.protocol;

import org.jspecify.annotations.NullMarked;

