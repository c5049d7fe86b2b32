// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.image.internal.jvm;

/**
 * Removes JavaCPP's limit on native memory.
 *
 * <p>By default, JavaCPP limits native memory to a multiple of the Java heap, which is unrelated to
 * the needs of a model.
 */
final class NativeMemoryLimit {
  private NativeMemoryLimit() {}

  /** Disables JavaCPP's two limits unless the application has set them itself. */
  static void lift() {
    lift("org.bytedeco.javacpp.maxBytes");
    lift("org.bytedeco.javacpp.maxPhysicalBytes");
  }

  private static void lift(String property) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, "0");
    }
  }
}
