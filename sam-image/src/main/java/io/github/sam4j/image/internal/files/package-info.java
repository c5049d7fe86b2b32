// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * File operations shared by all modules: atomic replacement, deletion of trees, locks between
 * processes, checksums, detection of changes, texts with byte order marks, the encoding of names, and
 * pointers to content elsewhere. Not part of the public API.
 */
@NullMarked
package io.github.sam4j.image.internal.files;

import org.jspecify.annotations.NullMarked;

