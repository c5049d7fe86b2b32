// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The command line {@code sam4j}.
 *
 * <p>Every command exits with 0 on success, with 2 and one line on standard error for wrong usage
 * or bad input, and with 1 for any other failure. Results go to files or, as JSON, to standard
 * output; progress goes to standard error. Output files are written completely or not at all.
 */
@NullMarked
package io.github.sam4j.cli;

import org.jspecify.annotations.NullMarked;

