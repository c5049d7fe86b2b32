// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What a finished run is written to: CSV and JSON files for programs, tables for people, and an
 * HTML page with plots and pictures in a single file that needs no network. Equal results give
 * equal files, and files are complete or absent.
 */
@NullMarked
package io.github.sam4j.eval.report;

import org.jspecify.annotations.NullMarked;

