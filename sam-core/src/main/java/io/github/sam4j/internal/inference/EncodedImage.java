package io.github.sam4j.internal.inference;

import io.github.sam4j.image.ResizeLongestSide;
import io.github.sam4j.internal.ort.OrtTensor;

/**
 * An image after the encoder: its embedding, the image tokens made of it, and the resize that led
 * there.
 */
public final class EncodedImage implements AutoCloseable {
  private final ResizeLongestSide resize;
  private final OrtTensor embedding;
  private final OrtTensor imageTokens;

  EncodedImage(ResizeLongestSide resize, OrtTensor embedding, OrtTensor imageTokens) {
    this.resize = resize;
    this.embedding = embedding;
    this.imageTokens = imageTokens;
  }

  /** Returns the sizes before and after the resize. */
  public ResizeLongestSide resize() {
    return resize;
  }

  /** Returns the embedding, {@code [1, width, 64, 64]}; valid until this is closed. */
  public OrtTensor embedding() {
    return embedding;
  }

  /** The image tokens of prompts without a mask, {@code [1, 4096, width]}. */
  OrtTensor imageTokens() {
    return imageTokens;
  }

  /** Frees both tensors. Idempotent. */
  @Override
  public void close() {
    embedding.close();
    imageTokens.close();
  }
}
