// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The rules by which native memory is freed. No native code itself; for SAM4J's own modules only.
 */
@NullMarked
package io.github.sam4j.internal.memory;

import org.jspecify.annotations.NullMarked;

