// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object of a class that this library doesn't know: only the name of the class or function that
 * would have made it, and its attributes. It is never made.
 */
final class PickledObject {
  private final String className;
  private @Nullable PickledDict attributes;

  PickledObject(String className) {
    this.className = className;
  }

  /** Returns the name of the class, or of the function that would return the object. */
  String className() {
    return className;
  }

  Map<String, Object> attributes() {
    return attributes == null ? Map.of() : attributes.entries();
  }

  /** Sets attributes; anything but a dictionary of them is dropped. */
  void build(Object state) {
    if (state instanceof PickledDict dict) {
      if (attributes == null) {
        attributes = new PickledDict();
      }
      attributes.putAll(dict);
    }
  }
}
