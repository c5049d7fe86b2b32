/**
 * How well masks agree with a reference.
 *
 * <p>Everything is a pure function of immutable values. In every pair the reference (ground truth)
 * comes first. Masks of different sizes are refused with {@link IllegalArgumentException}.
 */
@NullMarked
package io.github.sam4j.metrics;

import org.jspecify.annotations.NullMarked;
