// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The only code of this module that sees OpenCV and JavaCPP types.
 *
 * <p>Arrays go in and out; native memory never leaves a method. No state is kept; every method may
 * be called from any thread. Failures inside OpenCV are
 * {@link IllegalStateException}s, libraries that cannot be loaded
 * {@link java.io.UncheckedIOException}s; only a picture that cannot be decoded is an empty result.
 */
@NullMarked
package io.github.sam4j.io.internal.opencv;

import org.jspecify.annotations.NullMarked;

