// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Selection of the masks to score from a pool: rules that use the reference, and two that do not.
 *
 * <p>Every rule is an immutable value with a name for reports. Shares are compared as integer
 * fractions, so that ties are exact and a share equal to a threshold does not exceed it. Masks of
 * different sizes are rejected with {@link IllegalArgumentException}.
 */
@NullMarked
package io.github.sam4j.metrics.selection;

import org.jspecify.annotations.NullMarked;

