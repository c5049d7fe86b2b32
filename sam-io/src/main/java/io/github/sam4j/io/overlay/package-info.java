// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Pictures with masks drawn over them.
 *
 * <p>Everything here is an immutable value and safe to share between threads. Wrong sizes and
 * values are rejected with {@link IllegalArgumentException}.
 */
@NullMarked
package io.github.sam4j.io.overlay;

import org.jspecify.annotations.NullMarked;

