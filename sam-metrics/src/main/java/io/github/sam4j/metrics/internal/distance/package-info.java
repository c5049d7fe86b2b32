/**
 * Exact Euclidean distances on grids, shared by the packages of this module. Not for users of the
 * library: it may change any day.
 */
@NullMarked
package io.github.sam4j.metrics.internal.distance;

import org.jspecify.annotations.NullMarked;
