// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * How well masks agree with a reference.
 *
 * <p>Everything is a pure function of immutable values. The reference (ground truth) is always the
 * first argument, the prediction the second. Masks of different sizes are rejected with
 * {@link IllegalArgumentException}.
 */
@NullMarked
package io.github.sam4j.metrics;

import org.jspecify.annotations.NullMarked;

