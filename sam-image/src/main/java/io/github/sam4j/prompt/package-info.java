/**
 * What tells SAM which object is meant: points, a box, the logits of an earlier answer.
 *
 * <p>Coordinates are those of the original image in pixels, x to the right, y down; a whole number
 * is the centre of a pixel, fractions are allowed. All types are immutable. Values that can't be
 * right anywhere (NaN, a box with its corners exchanged) are refused here; whether a prompt lies
 * inside an image is checked when it meets one.
 */
@NullMarked
package io.github.sam4j.prompt;

import org.jspecify.annotations.NullMarked;
