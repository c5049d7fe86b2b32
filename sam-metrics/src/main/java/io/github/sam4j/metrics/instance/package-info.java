// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Object-wise agreement: the objects of a reference compared with those of a prediction.
 *
 * <p>{@link io.github.sam4j.metrics.instance.InstanceOverlaps} holds the overlaps of all pairs of
 * objects, {@link io.github.sam4j.metrics.IouThreshold} defines the overlap required of a pair,
 * {@link io.github.sam4j.metrics.instance.InstanceMatching} is a one-to-one matching with its
 * scores. IoU is stored and compared as a fraction, so that an IoU of exactly 3/5 satisfies "at
 * least 0.6".
 *
 * <p>Everything is a pure function of immutable values. The reference (ground truth) is the first
 * argument. A score whose formula is 0/0 is undefined, NaN. Invalid input is rejected with
 * {@link IllegalArgumentException}.
 */
@NullMarked
package io.github.sam4j.metrics.instance;

import org.jspecify.annotations.NullMarked;

