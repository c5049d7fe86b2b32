// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * ONNX Runtime: sessions, bindings and the native memory of tensors. The only package that uses
 * JavaCPP.
 *
 * <p>Ownership: an {@link OrtTensor} or {@link OrtSession} is closed by the code that creates it;
 * tests detect leaks through {@link OrtTensor#outstanding()}. A session may be run by several
 * threads at once. A tensor is confined to one thread at a time, but several threads may run
 * sessions on it as an input while it is not written. Native failures are thrown as {@link
 * io.github.sam4j.model.InferenceException}, use after close as {@link IllegalStateException}.
 */
@NullMarked
package io.github.sam4j.internal.ort;

import org.jspecify.annotations.NullMarked;

