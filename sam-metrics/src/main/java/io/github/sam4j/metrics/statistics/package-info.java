/**
 * From the scores of slices to the numbers of a report: which slices count, how they are put
 * together by volume, the spread, confidence intervals, and the comparison of two methods.
 *
 * <p>In this order of importance: nothing is left out unseen (undefined and infinite scores, misses
 * and equal pairs are counted), every convention has a name, and equal input gives equal output, by
 * a seed where chance is involved.
 *
 * <p>Values are immutable, and every method is a pure function of its arguments that works on the
 * caller's thread. Input that has no meaningful answer is refused with
 * {@link IllegalArgumentException}; a statistic of no values is NaN.
 */
@NullMarked
package io.github.sam4j.metrics.statistics;

import org.jspecify.annotations.NullMarked;
