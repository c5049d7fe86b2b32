// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Distances between the surfaces of a reference and a prediction, in millimetres.
 *
 * <p>Well-known tools return different results for the same pair of masks: they locate the surface
 * and aggregate the distances in different ways.
 * {@link io.github.sam4j.metrics.surface.SurfaceConvention} defines the three conventions in use;
 * every result states which one it follows. Start at
 * {@link io.github.sam4j.metrics.surface.SurfaceComparison}.
 *
 * <p>Values are immutable and safe to share between threads. Masks of different sizes are rejected
 * with {@link IllegalArgumentException}; empty masks are not an error but follow an
 * {@link io.github.sam4j.metrics.EmptyPolicy}.
 */
@NullMarked
package io.github.sam4j.metrics.surface;

import org.jspecify.annotations.NullMarked;

