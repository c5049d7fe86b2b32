/** Suppression of boxes that overlap better ones. */
@NullMarked
package io.github.sam4j.internal.boxes;

import org.jspecify.annotations.NullMarked;

