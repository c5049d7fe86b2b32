// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The NIfTI-1 and NIfTI-2 formats, as single files, plain or gzip-compressed.
 *
 * <p>The byte table of the format is {@link io.github.sam4j.io.internal.nifti.HeaderField}, by
 * which headers are read and written.
 *
 * <p>Every field is checked before anything is allocated for it. No state is kept; every method may
 * be called from any thread. A file that cannot be read is rejected with
 * {@link io.github.sam4j.io.volume.MalformedVolumeException}.
 */
@NullMarked
package io.github.sam4j.io.internal.nifti;

import org.jspecify.annotations.NullMarked;

