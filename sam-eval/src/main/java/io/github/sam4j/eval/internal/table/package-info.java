// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Tables of values and their forms: plain text, Markdown, LaTeX and CSV here, HTML in the report. A
 * column decides how its numbers are rounded, a form how a cell is set.
 */
@NullMarked
package io.github.sam4j.eval.internal.table;

import org.jspecify.annotations.NullMarked;

