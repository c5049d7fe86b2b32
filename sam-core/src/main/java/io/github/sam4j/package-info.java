// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Segment Anything on the JVM: the fluent API.
 *
 * <p>{@link io.github.sam4j.SamSegmenter} is a loaded model: expensive, shared by threads, closed
 * by whoever built it. {@link io.github.sam4j.ImageEmbedding} is an encoded image: it holds native
 * memory, may be prompted by several threads at once and is closed by whoever asked for it.
 * Everything else is an immutable value.
 *
 * <p>Priorities, in this order: results that equal the reference implementation's; a clear error
 * instead of a wrong result; speed.
 *
 * <p>A caller's mistake is an {@link IllegalArgumentException} that says what was expected and what
 * was found, or a {@link NullPointerException} that names the parameter; use after close, and
 * setting a property of a builder twice, is an {@link IllegalStateException}; an interrupt while
 * waiting is a {@link java.util.concurrent.CancellationException}; a failure inside ONNX Runtime is
 * an {@link io.github.sam4j.model.InferenceException}. Methods whose job is to read or write a file
 * throw {@link java.io.IOException}; others that have to go back to a file which was opened before,
 * such as {@link io.github.sam4j.SamSegmenter.Builder#build}, throw
 * {@link java.io.UncheckedIOException}.
 */
@NullMarked
package io.github.sam4j;

import org.jspecify.annotations.NullMarked;

