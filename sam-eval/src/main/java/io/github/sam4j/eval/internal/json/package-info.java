// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/** JSON as all results and commands write it. */
@NullMarked
package io.github.sam4j.eval.internal.json;

import org.jspecify.annotations.NullMarked;

