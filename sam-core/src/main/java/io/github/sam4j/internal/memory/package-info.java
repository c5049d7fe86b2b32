// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/** Utilities for releasing native resources; they contain no native code themselves. */
@NullMarked
package io.github.sam4j.internal.memory;

import org.jspecify.annotations.NullMarked;

