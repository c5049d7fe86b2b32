/**
 * Binary masks and what belongs to them: boxes, scores, run lengths, a compact form, connected
 * components, low-resolution logits and their way to full size.
 *
 * <p>Everything here is an immutable value and safe to share between threads. Coordinates are pixel
 * indices, x to the right, y down; boxes are XYXY with inclusive maxima. No native code is
 * involved.
 */
@NullMarked
package io.github.sam4j.mask;

import org.jspecify.annotations.NullMarked;
