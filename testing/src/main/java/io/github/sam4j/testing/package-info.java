// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Test support shared by all modules: access to the folder of reference data, readers of its
 * formats, and writers of checkpoints. Never published.
 */
@NullMarked
package io.github.sam4j.testing;

import org.jspecify.annotations.NullMarked;

