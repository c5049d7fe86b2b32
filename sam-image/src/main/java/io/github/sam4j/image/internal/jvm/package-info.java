// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Settings and conventions of the Java platform shared by all modules. Not part of the public API.
 */
@NullMarked
package io.github.sam4j.image.internal.jvm;

import org.jspecify.annotations.NullMarked;

