// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The work behind automatic masks: points through the decoder to candidates, and the reference's
 * filters.
 *
 * <p>Candidates hold no native memory. A search occupies workers of the engine and frees everything
 * it took before it returns or throws.
 */
@NullMarked
package io.github.sam4j.internal.automatic;

import org.jspecify.annotations.NullMarked;

