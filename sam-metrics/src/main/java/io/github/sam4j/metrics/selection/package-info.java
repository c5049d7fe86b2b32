/**
 * Which masks of a pool are scored: rules that choose with the reference in hand, and two that
 * don't look at it.
 *
 * <p>Every rule is an immutable value with a name for reports. Shares are compared as fractions of
 * whole pixels, so that equal ones are equal and a threshold that is met exactly is not exceeded.
 * Masks of different sizes are refused with {@link IllegalArgumentException}.
 */
@NullMarked
package io.github.sam4j.metrics.selection;

import org.jspecify.annotations.NullMarked;
