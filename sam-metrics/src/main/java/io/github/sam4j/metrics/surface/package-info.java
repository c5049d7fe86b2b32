/**
 * How far the surfaces of a reference and a prediction are apart, in millimetres.
 *
 * <p>Well-known tools answer differently for the same two masks: they place the surface elsewhere
 * and sum up the distances in other ways. {@link io.github.sam4j.metrics.surface.SurfaceConvention}
 * names the three in use; every result tells which one it follows. Start at
 * {@link io.github.sam4j.metrics.surface.SurfaceComparison}.
 *
 * <p>Values are immutable and safe to share between threads. Masks of different sizes are refused
 * with {@link IllegalArgumentException}; empty masks are no error but follow an
 * {@link io.github.sam4j.metrics.EmptyPolicy}.
 */
@NullMarked
package io.github.sam4j.metrics.surface;

import org.jspecify.annotations.NullMarked;
