// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/** What benchmarks run on: processor, memory, GPU and Java, as far as times depend on them. */
@NullMarked
package io.github.sam4j.bench.machine;

import org.jspecify.annotations.NullMarked;

