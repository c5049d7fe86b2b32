// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.opencv;

import io.github.sam4j.image.internal.jvm.NativeLibraries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.jspecify.annotations.Nullable;

/** Runs code that calls OpenCV and frees the native memory that it allocates. */
final class OpenCv {
  static {
    // before the first class of JavaCPP, which reads its limit only once
    NativeLibraries.prepare();
  }

  /** Why the library can't be loaded; later failures no longer tell the reason. */
  private static final AtomicReference<@Nullable String> PROBLEM = new AtomicReference<>();

  private OpenCv() {}

  /**
   * Runs code and frees the native objects that it created.
   *
   * @param operation name of the operation, for the message of a failure
   * @return the result of the code, which must not be native
   * @throws IllegalStateException if OpenCV fails; exceptions of the code itself pass through
   *     unchanged
   * @throws UncheckedIOException if its native library can't be loaded, with the reason and what to
   *     do about it
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
      PROBLEM.compareAndSet(
          null, NativeLibraries.problem("OpenCV", Loader.Detector.getPlatform(), e));
      String problem = String.valueOf(PROBLEM.get());
      throw new UncheckedIOException(problem, new IOException(problem, e));
    }
  }
}
