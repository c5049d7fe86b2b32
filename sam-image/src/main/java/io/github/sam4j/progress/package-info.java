// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/** Progress and cancellation of long work. */
@NullMarked
package io.github.sam4j.progress;

import org.jspecify.annotations.NullMarked;

