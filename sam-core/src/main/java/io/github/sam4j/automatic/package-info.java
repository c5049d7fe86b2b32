// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Masks for everything in an image, without prompts: a grid of points, and filters that keep good
 * masks without duplicates.
 *
 * <p>The steps and their order are those of the reference implementation. They come in two phases:
 * running the points of a grid is expensive and yields a
 * {@link io.github.sam4j.automatic.CandidatePool}, selecting from that is cheap. Settings are
 * immutable and checked when they are built; a generator may be used by several threads. A pool
 * holds no native memory. Settings that contradict each other or a pool are refused with
 * {@link IllegalArgumentException}.
 */
@NullMarked
package io.github.sam4j.automatic;

import org.jspecify.annotations.NullMarked;

