/**
 * Tables of values and their forms: plain text, Markdown, LaTeX and CSV here, HTML in the report. A
 * column knows how its numbers are rounded; a form knows how a cell is set.
 */
@NullMarked
package io.github.sam4j.eval.internal.table;

import org.jspecify.annotations.NullMarked;
