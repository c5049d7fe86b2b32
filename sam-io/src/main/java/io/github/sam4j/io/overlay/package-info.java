/**
 * Pictures with masks drawn on them, for people to look at.
 *
 * <p>Everything here is an immutable value and safe to share between threads. Wrong sizes and
 * values are refused with {@link IllegalArgumentException}.
 */
@NullMarked
package io.github.sam4j.io.overlay;

import org.jspecify.annotations.NullMarked;

