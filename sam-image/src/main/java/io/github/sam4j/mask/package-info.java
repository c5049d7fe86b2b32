// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Binary masks of pixels and voxels, label grids, bounding boxes, run lengths, connected
 * components, and the low-resolution logits of a decoder.
 *
 * <p>Everything here is an immutable value and safe to share between threads. Coordinates are pixel
 * indices, x to the right, y down; boxes are XYXY with inclusive maxima. No native code is
 * involved.
 */
@NullMarked
package io.github.sam4j.mask;

import org.jspecify.annotations.NullMarked;

