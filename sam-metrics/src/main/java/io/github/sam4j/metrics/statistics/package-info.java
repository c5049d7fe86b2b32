// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Statistics of slice scores for reports: the choice of slices, aggregation by volume, location and
 * spread, confidence intervals, and the comparison of two methods.
 *
 * <p>The priorities, in this order: nothing is omitted silently (undefined and infinite scores,
 * misses and equal pairs are counted), every convention has a name, and equal input gives equal
 * output, with a seed where random numbers are involved.
 *
 * <p>Values are immutable, and every method is a pure function of its arguments that runs on the
 * caller's thread. Input without a meaningful result is rejected with
 * {@link IllegalArgumentException}; a statistic of no values is NaN.
 */
@NullMarked
package io.github.sam4j.metrics.statistics;

import org.jspecify.annotations.NullMarked;

