// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * A synthetic volume with known labels, for a demonstration that needs no data. Immutable values,
 * no native code.
 */
@NullMarked
package io.github.sam4j.cli.demo;

import org.jspecify.annotations.NullMarked;

