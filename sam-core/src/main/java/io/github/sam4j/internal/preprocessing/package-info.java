// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Turns images into the input of an encoder: the reference's resize, byte for byte, and the
 * normalization of its pixels.
 */
@NullMarked
package io.github.sam4j.internal.preprocessing;

import org.jspecify.annotations.NullMarked;

