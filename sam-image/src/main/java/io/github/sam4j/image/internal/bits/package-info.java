// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The packed layout of masks and the runs of set pixels in it, shared with the code that draws
 * masks. Not part of the public API.
 */
@NullMarked
package io.github.sam4j.image.internal.bits;

import org.jspecify.annotations.NullMarked;

