// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The NRRD format of volumes, versions 1 to 5, with the voxels in the file of the header or in files
 * of their own.
 *
 * <p>Only {@link io.github.sam4j.io.internal.nrrd.NrrdFormat} is public, for the service loader, and
 * what it keeps of a header. Nothing here has state; a call may come from any thread. Files that
 * cannot be read are rejected with {@link io.github.sam4j.io.volume.MalformedVolumeException}, before
 * anything is allocated for what they claim. No text of a header that could name a patient goes into
 * messages.
 */
@NullMarked
package io.github.sam4j.io.internal.nrrd;

import org.jspecify.annotations.NullMarked;

