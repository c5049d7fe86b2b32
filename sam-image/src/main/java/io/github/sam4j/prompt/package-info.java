// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Prompts, which tell SAM the object to segment: points, a box, the logits of an earlier
 * prediction.
 *
 * <p>Coordinates are those of the original image in pixels, x to the right, y down; a whole number
 * is the centre of a pixel, fractions are allowed. All types are immutable. Values that are invalid
 * for every image (NaN, a box with exchanged corners) are rejected on creation; whether a prompt
 * lies inside an image is checked when it is applied to one.
 */
@NullMarked
package io.github.sam4j.prompt;

import org.jspecify.annotations.NullMarked;

