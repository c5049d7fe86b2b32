// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What the networks run on, and how precisely they compute: plain values. Whether a device can be
 * used here is answered by {@code io.github.sam4j.Devices}.
 *
 * <p>All types are immutable.
 */
@NullMarked
package io.github.sam4j.device;

import org.jspecify.annotations.NullMarked;

