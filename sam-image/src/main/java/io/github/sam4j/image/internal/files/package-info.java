// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * File operations shared by all modules: atomic replacement, deletion of trees, locks between
 * processes, checksums and detection of changes. Not part of the public API.
 */
@NullMarked
package io.github.sam4j.image.internal.files;

import org.jspecify.annotations.NullMarked;

