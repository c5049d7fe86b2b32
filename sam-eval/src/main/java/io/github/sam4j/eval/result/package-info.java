// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The results of an evaluation: a record per slice, and tables of scores over them. Immutable
 * values.
 */
@NullMarked
package io.github.sam4j.eval.result;

import org.jspecify.annotations.NullMarked;

