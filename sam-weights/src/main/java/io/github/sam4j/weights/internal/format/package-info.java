// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/** How files store numbers and names: element types, 16-bit floats, names in messages. */
@NullMarked
package io.github.sam4j.weights.internal.format;

import org.jspecify.annotations.NullMarked;

