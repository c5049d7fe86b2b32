// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.opencv;

import io.github.sam4j.image.internal.jvm.NativeMemoryLimit;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;

/** Runs code that calls OpenCV and frees the native memory that it allocates. */
final class OpenCv {
  static {
    // before the first class of JavaCPP, which reads its limit only once
    NativeMemoryLimit.lift();
  }

  private OpenCv() {}

  /**
   * Runs code and frees the native objects that it created.
   *
   * @param operation name of the operation, for the message of a failure
   * @return the result of the code, which must not be native
   * @throws IllegalStateException if OpenCV fails or its native library is missing; exceptions of
   *     the code itself pass through unchanged
   */
  @SuppressWarnings("try") // the scope frees what is allocated inside
  static <T> T call(String operation, Supplier<T> code) {
    try (PointerScope scope = new PointerScope()) {
      return code.get();
    } catch (RuntimeException e) {
      // JavaCPP turns every C++ exception into a RuntimeException of no subclass
      if (e.getClass() != RuntimeException.class) {
        throw e;
      }
      throw new IllegalStateException(operation + " failed in OpenCV: " + e.getMessage(), e);
    } catch (LinkageError e) {
      throw new IllegalStateException(
          "OpenCV's native library cannot be loaded: "
              + e.getMessage()
              + "; add io.github.sam4j:sam-platform to the class path",
          e);
    }
  }
}
