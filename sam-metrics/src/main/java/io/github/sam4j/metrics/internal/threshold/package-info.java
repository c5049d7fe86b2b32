/**
 * Thresholds that are compared without rounding, shared by the packages of this module. Not for
 * users of the library: it may change any day.
 */
@NullMarked
package io.github.sam4j.metrics.internal.threshold;

import org.jspecify.annotations.NullMarked;
