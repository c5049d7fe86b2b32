// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Masks as polygons along the edges of their pixels, and back.
 *
 * <p>Everything here is an immutable value and safe to share between threads. Coordinates are
 * corners of pixels: pixel (x, y) covers the square from (x, y) to (x + 1, y + 1), so that its
 * centre is at (x + 0.5, y + 0.5), unlike in other packages, where it is at (x, y).
 */
@NullMarked
package io.github.sam4j.outline;

import org.jspecify.annotations.NullMarked;

