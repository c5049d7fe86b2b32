// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Folders on disk that keep computed results for later processes.
 *
 * <p>Several threads and processes may use one folder at once. An entry appears complete or not at
 * all; one that is damaged is noticed, removed and computed again. A clean-up that fails is not a
 * failure.
 */
@NullMarked
package io.github.sam4j.internal.cache;

import org.jspecify.annotations.NullMarked;

