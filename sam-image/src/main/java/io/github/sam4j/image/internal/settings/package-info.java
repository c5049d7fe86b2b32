// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/** What the builders of all modules share. */
@NullMarked
package io.github.sam4j.image.internal.settings;

import org.jspecify.annotations.NullMarked;

