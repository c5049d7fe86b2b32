// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Published models: what they are, where their files come from, and a folder that keeps them.
 *
 * <p>Nothing is downloaded unless {@link ModelStore#fetch} is called. What it puts into the folder
 * has the size and the checksum of the registry. All types are immutable and may be used by several
 * threads and processes at once; a file is downloaded by one of them at a time. Failures are an
 * {@link java.io.IOException} whose message says what to do; cancelled work ends with a
 * {@link java.util.concurrent.CancellationException}.
 */
@NullMarked
package io.github.sam4j.model.registry;

import org.jspecify.annotations.NullMarked;

