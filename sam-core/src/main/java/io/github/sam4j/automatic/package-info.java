/**
 * Masks for everything in an image, without prompts: a grid of points, and filters that keep what
 * is good and new.
 *
 * <p>The steps and their order are those of the reference implementation. Settings are immutable
 * and checked when they are built; a generator may be used by several threads.
 */
@NullMarked
package io.github.sam4j.automatic;

import org.jspecify.annotations.NullMarked;
