// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * How the programs of this module that aren't benchmarks end: 0 when they did their work, 2 and one
 * line on standard error for wrong usage or bad input, 1 for anything else.
 */
@NullMarked
package io.github.sam4j.bench.cli;

import org.jspecify.annotations.NullMarked;

