/**
 * The command line {@code sam4j}.
 *
 * <p>Every command ends with 0 when it did its work, with 2 and one line on standard error for
 * wrong usage or bad input, and with 1 for anything else. Results go to files or, as JSON, to
 * standard output; progress goes to standard error. Output files appear complete or not at all.
 */
@NullMarked
package io.github.sam4j.cli;

import org.jspecify.annotations.NullMarked;

