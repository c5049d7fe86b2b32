/**
 * Writing of files so that readers see the old content or the new one, never a part.
 *
 * <p>No state is kept; every method may be called from any thread. Failures are
 * {@link java.io.IOException}s that name the file.
 */
@NullMarked
package io.github.sam4j.io.internal.file;

import org.jspecify.annotations.NullMarked;
