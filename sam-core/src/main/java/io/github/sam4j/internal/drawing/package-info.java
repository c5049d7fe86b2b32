// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/** Draws masks at image size from low-resolution logits, and stores them compactly. */
@NullMarked
package io.github.sam4j.internal.drawing;

import org.jspecify.annotations.NullMarked;

