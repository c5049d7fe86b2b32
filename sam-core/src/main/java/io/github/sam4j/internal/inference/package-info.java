// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The steps of SAM on ONNX Runtime sessions: image to embedding, prompts to predicted IoU, selected
 * masks to logits.
 *
 * <p>An engine may be used by several threads. The objects that it returns are closed by the caller
 * and confined to one thread at a time, with two exceptions: an {@link
 * io.github.sam4j.internal.inference.EncodedImage} may be used by several threads at once, even
 * while it is being closed, and a {@link io.github.sam4j.internal.inference.GridImage} is shared by
 * its lanes and closed after the last of them.
 */
@NullMarked
package io.github.sam4j.internal.inference;

import org.jspecify.annotations.NullMarked;

