/**
 * Files that appear complete or not at all.
 *
 * <p>Stateless and safe for use by several threads. Failures are an {@link java.io.IOException}
 * that names the file; what was there before stays. Links are followed; devices and pipes are
 * written into.
 */
@NullMarked
package io.github.sam4j.io.file;

import org.jspecify.annotations.NullMarked;
