/** Progress and cancellation of long work. */
@NullMarked
package io.github.sam4j.progress;

import org.jspecify.annotations.NullMarked;

