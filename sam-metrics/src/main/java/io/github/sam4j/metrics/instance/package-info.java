/**
 * How well single objects are found: the objects of a reference against those of a prediction.
 *
 * <p>{@link io.github.sam4j.metrics.instance.InstanceOverlaps} holds who overlaps whom,
 * {@link io.github.sam4j.metrics.IouThreshold} says how much overlap counts,
 * {@link io.github.sam4j.metrics.instance.InstanceMatching} is a one-to-one matching with its
 * scores. IoU is kept and compared as a fraction, so that an IoU of exactly 3/5 passes "at least
 * 0.6".
 *
 * <p>Everything is a pure function of immutable values. The reference (ground truth) comes first. A
 * score whose formula is 0/0 is undefined, NaN. Wrong input is refused with
 * {@link IllegalArgumentException}.
 */
@NullMarked
package io.github.sam4j.metrics.instance;

import org.jspecify.annotations.NullMarked;
