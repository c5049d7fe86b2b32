/**
 * Evaluation of SAM on labelled volumes: data sets, the protocol of arXiv 2312.12880, tables.
 *
 * <p>Values are immutable. A run uses a segmenter that the caller owns, works on the caller's
 * thread and reports as it goes. Files that can't be used are an {@link java.io.IOException} that
 * names them.
 */
@NullMarked
package io.github.sam4j.eval;

import org.jspecify.annotations.NullMarked;
