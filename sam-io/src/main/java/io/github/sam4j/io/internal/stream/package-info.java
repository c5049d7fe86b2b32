// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Files of volumes as streams of bytes, which the formats share.
 *
 * <p>What a header claims is checked against the size of the file before anything is allocated for
 * it. A stream belongs to the thread that opened it, which closes it. Damaged files are rejected
 * with {@link io.github.sam4j.io.volume.MalformedVolumeException}.
 */
@NullMarked
package io.github.sam4j.io.internal.stream;

import org.jspecify.annotations.NullMarked;

