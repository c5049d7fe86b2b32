// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Named tensors of a model and their readers.
 *
 * <p>Names are those of the official state dict ({@code prompt_encoder.*}, {@code mask_decoder.*}),
 * whatever file the numbers came from. Values are immutable; they live on the Java heap or, those
 * of checkpoints, in a mapped file. Files are taken to be hostile: nothing in them runs, and no
 * size is believed before it is checked. Bytes that are not what was asked for are an
 * {@link IllegalArgumentException} of one line that says what is missing; {@code SamModels} of
 * sam-core adds the file and makes it an {@link java.io.IOException}.
 */
@NullMarked
package io.github.sam4j.weights;

import org.jspecify.annotations.NullMarked;

