// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Converts images to the input of an encoder: the resize of the reference, byte for byte, and the
 * normalization of samples.
 */
@NullMarked
package io.github.sam4j.internal.preprocessing;

import org.jspecify.annotations.NullMarked;

