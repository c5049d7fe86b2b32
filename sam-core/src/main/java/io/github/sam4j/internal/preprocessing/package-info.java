/**
 * Turns images into the input of an encoder: the reference's resize, byte for byte, and the
 * normalization of its pixels.
 */
@NullMarked
package io.github.sam4j.internal.preprocessing;

import org.jspecify.annotations.NullMarked;

