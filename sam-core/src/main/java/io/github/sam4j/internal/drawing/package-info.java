/**
 * Draws masks at the size of the image from low-resolution logits, and keeps many of them
 * compactly.
 */
@NullMarked
package io.github.sam4j.internal.drawing;

import org.jspecify.annotations.NullMarked;

