/**
 * Named tensors of a model and their readers.
 *
 * <p>Names are those of the official state dict ({@code prompt_encoder.*}, {@code mask_decoder.*}),
 * whatever file the numbers came from. Values are immutable and live on the Java heap. Bytes that
 * are not what was asked for are an {@link IllegalArgumentException} that says what is missing;
 * {@link io.github.sam4j.model.SamModels} adds the file and makes it an
 * {@link java.io.IOException}.
 */
@NullMarked
package io.github.sam4j.model.weights;

import org.jspecify.annotations.NullMarked;
