/**
 * Reading and writing of files: {@link io.github.sam4j.io.Volumes} for volumes,
 * {@link io.github.sam4j.io.Images} for pictures.
 *
 * <p>What a file is, is told by its content, never by its name. Files are checked before memory is
 * allocated for what they claim, and written next to their place and then moved there, as
 * {@link io.github.sam4j.image.internal.files.FileReplacement} tells. No state is kept; every
 * method may be called from any thread. Failures are {@link java.io.IOException}s that name the
 * file.
 */
@NullMarked
package io.github.sam4j.io;

import org.jspecify.annotations.NullMarked;

