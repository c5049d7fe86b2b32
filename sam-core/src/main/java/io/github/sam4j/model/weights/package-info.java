/**
 * Named tensors of a model and their readers.
 *
 * <p>Names are those of the official state dict ({@code prompt_encoder.*}, {@code mask_decoder.*}),
 * whatever file the numbers came from. Values are immutable and live on the Java heap. A file that
 * is not what was asked for is an {@link java.io.IOException} that names the file and what is
 * missing in it.
 */
@NullMarked
package io.github.sam4j.model.weights;

import org.jspecify.annotations.NullMarked;
