// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Labelled images to evaluate on: what a data set holds, and its cases slice by slice.
 *
 * <p>Descriptions are immutable values that open no volume. Files that can't be used are an
 * {@link java.io.IOException} that names them.
 */
@NullMarked
package io.github.sam4j.eval.dataset;

import org.jspecify.annotations.NullMarked;

