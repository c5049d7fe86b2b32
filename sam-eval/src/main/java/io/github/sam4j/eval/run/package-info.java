// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Runs protocols over data sets: slice by slice through a bounded pipeline, into a journal that an
 * interrupted run continues.
 *
 * <p>An {@link io.github.sam4j.eval.run.Evaluation} is an immutable value. A run uses a predictor
 * that the caller owns; results and progress are reported on the caller's thread. Files that can't
 * be used are an {@link java.io.IOException} that names them; a slice that fails is a result.
 */
@NullMarked
package io.github.sam4j.eval.run;

import org.jspecify.annotations.NullMarked;

