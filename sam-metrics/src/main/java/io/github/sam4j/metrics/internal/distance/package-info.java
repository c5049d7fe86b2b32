// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Exact Euclidean distances on grids, shared by the packages of this module. Not part of the public
 * API.
 */
@NullMarked
package io.github.sam4j.metrics.internal.distance;

import org.jspecify.annotations.NullMarked;

