/** Short programs that show one thing each. */
@NullMarked
package io.github.sam4j.examples;

import org.jspecify.annotations.NullMarked;
