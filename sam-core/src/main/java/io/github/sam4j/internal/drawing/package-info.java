// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Draws masks at the size of the image from low-resolution logits, and keeps many of them
 * compactly.
 */
@NullMarked
package io.github.sam4j.internal.drawing;

import org.jspecify.annotations.NullMarked;

