// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights;

import java.util.LinkedHashMap;
import java.util.Map;

/** A dictionary of a pickle; entries whose keys aren't strings are dropped. */
final class PickledDict {
  private final Map<String, Object> entries = new LinkedHashMap<>();

  /** Adds the entries of another dictionary. */
  void putAll(PickledDict other) {
    entries.putAll(other.entries);
  }

  void put(Object key, Object value) {
    if (key instanceof String name) {
      entries.put(name, value);
    }
  }

  Map<String, Object> entries() {
    return entries;
  }
}
