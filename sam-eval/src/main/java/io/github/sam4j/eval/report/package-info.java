// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * A report about a run as one HTML page: tables, plots and pictures in a single file that needs no
 * network. Equal results give equal files.
 */
@NullMarked
package io.github.sam4j.eval.report;

import org.jspecify.annotations.NullMarked;

