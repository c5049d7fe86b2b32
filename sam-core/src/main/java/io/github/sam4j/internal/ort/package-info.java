// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * ONNX Runtime: sessions, bindings and the native memory of tensors. The only package that sees
 * JavaCPP.
 *
 * <p>Ownership: whoever creates an {@link OrtTensor} or {@link OrtSession} closes it; tests find
 * what was forgotten through {@link OrtTensor#outstanding()}. A session may be run by several
 * threads at once. A tensor belongs to one thread at a time; as long as nobody writes into it,
 * several threads may run sessions on it as an input. Native failures come out as
 * {@link io.github.sam4j.model.InferenceException}, use after close as
 * {@link IllegalStateException}.
 */
@NullMarked
package io.github.sam4j.internal.ort;

import org.jspecify.annotations.NullMarked;

