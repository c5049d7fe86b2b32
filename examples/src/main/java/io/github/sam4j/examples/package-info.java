// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Short programs that show one thing each. They run on one thread, close what they open, and let
 * exceptions end them.
 */
@NullMarked
package io.github.sam4j.examples;

import org.jspecify.annotations.NullMarked;

