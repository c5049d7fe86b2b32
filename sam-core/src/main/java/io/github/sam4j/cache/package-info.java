// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What users set and learn of the cache that keeps embeddings on disk.
 *
 * <p>All types are immutable.
 */
@NullMarked
package io.github.sam4j.cache;

import org.jspecify.annotations.NullMarked;

