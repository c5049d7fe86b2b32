// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Named tensors of a model, and readers of checkpoint files.
 *
 * <p>Names are those of the official state dict ({@code prompt_encoder.*}, {@code mask_decoder.*}),
 * whatever the file format. Tensors are immutable; their values are on the Java heap or, for
 * checkpoints, in a mapped file. Files are considered hostile: no code in them runs, and every size
 * is validated before use. Malformed content results in an {@link IllegalArgumentException} with a
 * message of one line; {@code SamModels} in sam-core adds the file name and converts it to an
 * {@link java.io.IOException}.
 */
@NullMarked
package io.github.sam4j.weights;

import org.jspecify.annotations.NullMarked;

