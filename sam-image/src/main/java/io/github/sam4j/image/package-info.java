// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Colour images and pixel spacing.
 *
 * <p>Everything here is an immutable value and safe to share between threads. Invalid sizes are
 * rejected with {@link IllegalArgumentException}. No native code is involved.
 */
@NullMarked
package io.github.sam4j.image;

import org.jspecify.annotations.NullMarked;

