// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Speed from commit to commit: {@link io.github.sam4j.bench.tracking.TrackBenchmarks} measures the
 * hot paths and writes one file with everything that a time depends on,
 * {@link io.github.sam4j.bench.tracking.CompareRuns} says which benchmarks moved beyond their
 * noise.
 *
 * <p>Only ratios of one machine are compared; a run of another machine is refused.
 */
@NullMarked
package io.github.sam4j.bench.tracking;

import org.jspecify.annotations.NullMarked;

