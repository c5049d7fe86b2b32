// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Prompts derived from the mask of an object, which replace those of a user in evaluations:
 * centres, boxes, random points, and the next click to correct a prediction.
 *
 * <p>All coordinates are pixels of a two-dimensional image; spacing is ignored. Distances are
 * Euclidean between pixel centres, exact, and squared so that they are integers. Pixels outside the
 * image are background. Equally good pixels are all returned, in reading order (row by row from the
 * top, each row from the left). An empty mask yields an empty result, never an arbitrary prompt.
 *
 * <p>All functions are pure: the same masks and the same seed yield the same prompts on every
 * machine. Random numbers come from {@link java.util.Random}; seeds are hashed beforehand, because
 * the first numbers of that generator for the seeds 0, 1, 2 and so on are nearly equal. Masks of
 * different sizes are rejected with {@link IllegalArgumentException}.
 */
@NullMarked
package io.github.sam4j.metrics.simulation;

import org.jspecify.annotations.NullMarked;

