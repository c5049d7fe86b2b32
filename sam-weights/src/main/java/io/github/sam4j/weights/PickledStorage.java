// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights;

import io.github.sam4j.weights.internal.format.ElementType;
import io.github.sam4j.weights.internal.format.PrintableName;

/**
 * What a pickle says about a storage.
 *
 * @param key by which the file knows it
 * @param elements how many numbers it has
 */
record PickledStorage(String key, ElementType type, long elements) {
  /**
   * Returns the size.
   *
   * @throws IllegalArgumentException if it isn't one
   */
  long bytes() {
    if (elements < 0 || elements > Long.MAX_VALUE / type.bytes()) {
      throw new IllegalArgumentException("storage " + PrintableName.of(key) + " has " + elements
          + " numbers, which none can have");
    }
    return elements * type.bytes();
  }
}
