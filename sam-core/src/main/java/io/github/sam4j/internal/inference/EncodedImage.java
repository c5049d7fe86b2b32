// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.inference;

import io.github.sam4j.internal.memory.Closing;
import io.github.sam4j.internal.memory.UseCount;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.internal.preprocessing.FrameResize;
import java.util.function.Supplier;

/**
 * An encoded image: its embedding and image tokens, both on the device, and the resize of the
 * image.
 */
public final class EncodedImage implements AutoCloseable {
  private final FrameResize resize;
  private final OrtTensor embedding;
  private final OrtTensor imageTokens;
  private final UseCount uses;

  EncodedImage(FrameResize resize, OrtTensor embedding, OrtTensor imageTokens) {
    this.resize = resize;
    this.embedding = embedding;
    this.imageTokens = imageTokens;
    this.uses =
        new UseCount("ImageEmbedding", () -> Closing.all(embedding::close, imageTokens::close));
  }

  /** Returns the sizes before and after the resize. */
  public FrameResize resize() {
    return resize;
  }

  /** Returns the embedding, {@code [1, width, grid, grid]}; valid until this is closed. */
  public OrtTensor embedding() {
    return embedding;
  }

  /** Returns the image tokens of prompts without a mask, {@code [1, tokens, width]}. */
  OrtTensor imageTokens() {
    return imageTokens;
  }

  /**
   * Runs a task during which the tensors stay valid, even if another thread closes this.
   *
   * @throws IllegalStateException if this is closed
   */
  public <T> T whileOpen(Supplier<T> task) {
    uses.enter();
    try {
      return task.get();
    } finally {
      uses.leave();
    }
  }

  /** Frees both tensors, now or when the last task has ended. Idempotent. */
  @Override
  public void close() {
    uses.close();
  }
}
