// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/** Suppression of boxes that overlap boxes with a higher score. */
@NullMarked
package io.github.sam4j.internal.boxes;

import org.jspecify.annotations.NullMarked;

