// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Folders on disk that keep computed results for later processes.
 *
 * <p>Several threads and processes may use one folder at once. Entries appear atomically; damaged
 * ones are detected, removed and computed again. Failures to clean up are ignored.
 */
@NullMarked
package io.github.sam4j.internal.cache;

import org.jspecify.annotations.NullMarked;

