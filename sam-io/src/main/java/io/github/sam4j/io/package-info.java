// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Reading and writing of files: {@link io.github.sam4j.io.Volumes} for volumes, in every
 * {@link io.github.sam4j.io.VolumeFormat} on the class path, and {@link io.github.sam4j.io.Images}
 * for pictures. {@link io.github.sam4j.io.BufferedImages} and
 * {@link io.github.sam4j.io.Outlines} hand pictures, masks and outlines to Java 2D and back.
 *
 * <p>The kind of a file is recognised by its content, not by its name. Sizes stated in a file are
 * checked before memory is allocated for them. A new file is written beside its destination and
 * then moved there, so that a failure leaves an older file unchanged. No state is kept; every
 * method may be called from any thread. Failures are {@link java.io.IOException}s that name the
 * file; those of {@link io.github.sam4j.io.volume.MalformedVolumeException} also say where in the
 * file.
 */
@NullMarked
package io.github.sam4j.io;

import org.jspecify.annotations.NullMarked;

