/**
 * The steps of SAM over ONNX Runtime sessions: image to embedding, prompts to predicted IoU, chosen
 * masks to logits.
 *
 * <p>An engine may be used by several threads; what it returns belongs to one thread at a time and
 * is closed by the caller.
 */
@NullMarked
package io.github.sam4j.internal.inference;

import org.jspecify.annotations.NullMarked;
