/**
 * Prompts made from the mask of an object, as evaluations make them in the place of a user:
 * centres, boxes, random points, the next click where a prediction is wrong.
 *
 * <p>Everything is in pixels of one two-dimensional image; spacing plays no part. Distances are
 * Euclidean, from pixel centre to pixel centre, exact, and squared so that they are whole numbers.
 * Outside of the image nothing is set. Where several pixels are equally good, the first in reading
 * order (row by row from the top, each row from the left) comes first, and all can be had. An empty
 * mask gives an empty result, never an invented prompt.
 *
 * <p>All of it is pure: the same masks and the same seed give the same prompts on every machine.
 * Random numbers are those of {@link java.util.Random}; a seed is spread over all its bits before,
 * because that generator's first numbers for the seeds 0, 1, 2 and so on are nearly the same. Masks
 * of different sizes are refused with {@link IllegalArgumentException}.
 */
@NullMarked
package io.github.sam4j.metrics.simulation;

import org.jspecify.annotations.NullMarked;
