/**
 * Colour images as SAM sees them, and the resize of the reference implementation.
 *
 * <p>Everything here is an immutable value and safe to share between threads. Wrong sizes are
 * refused with {@link IllegalArgumentException}. No native code is involved.
 */
@NullMarked
package io.github.sam4j.image;

import org.jspecify.annotations.NullMarked;
