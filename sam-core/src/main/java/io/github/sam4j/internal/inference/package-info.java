// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The steps of SAM over ONNX Runtime sessions: image to embedding, prompts to predicted IoU, chosen
 * masks to logits.
 *
 * <p>An engine may be used by several threads. What it returns is closed by the caller and belongs
 * to one thread at a time, with two exceptions: an
 * {@link io.github.sam4j.internal.inference.EncodedImage} answers several threads at once, even if
 * it is closed meanwhile, and a {@link io.github.sam4j.internal.inference.GridImage} is shared by
 * the lanes that were opened on it, and closed after the last of them.
 */
@NullMarked
package io.github.sam4j.internal.inference;

import org.jspecify.annotations.NullMarked;

