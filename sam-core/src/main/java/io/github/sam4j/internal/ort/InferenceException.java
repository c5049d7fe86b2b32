package io.github.sam4j.internal.ort;

import java.io.Serial;

/** ONNX Runtime refused or failed to do something. */
public final class InferenceException extends RuntimeException {
  @Serial
  private static final long serialVersionUID = 1L;

  InferenceException(String message, Throwable cause) {
    super(message, cause);
  }
}
