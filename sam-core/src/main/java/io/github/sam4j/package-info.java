/** Segment Anything on the JVM: the fluent API. */
@NullMarked
package io.github.sam4j;

import org.jspecify.annotations.NullMarked;
