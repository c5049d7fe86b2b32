// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Volumes of voxels, their geometry in the patient, their slices and the intensity policies that
 * turn slices into pictures.
 *
 * <p>Priorities, in this order: the values of the file, unchanged; the position of every voxel in
 * the world (millimetres; x to the right, y to the front, z to the head: RAS); speed. Voxels stay
 * in the element type of their file and are scaled when they are read.
 *
 * <p>Everything here is an immutable value and safe to share between threads, builders excepted.
 * Slices and frames are views that keep their volume alive; nothing has to be closed. Wrong
 * arguments are rejected with {@link IllegalArgumentException} or {@link IndexOutOfBoundsException};
 * files that cannot be read as a volume with
 * {@link io.github.sam4j.io.volume.MalformedVolumeException}.
 */
@NullMarked
package io.github.sam4j.io.volume;

import org.jspecify.annotations.NullMarked;

