// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Models: where the weights come from and what identifies them.
 *
 * <p>A {@link SamModel} is an immutable description that has been checked; no native memory is
 * taken before a segmenter is built from it. Files that can't be used are an
 * {@link java.io.IOException} naming the file and what is wrong with it.
 */
@NullMarked
package io.github.sam4j.model;

import org.jspecify.annotations.NullMarked;

