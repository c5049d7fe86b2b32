// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The results of an evaluation: a record per slice, tables over them, and the files that they are
 * written to. Immutable values; files are complete or not there.
 */
@NullMarked
package io.github.sam4j.eval.result;

import org.jspecify.annotations.NullMarked;

