// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights;

import io.github.sam4j.weights.internal.format.ElementType;
import io.github.sam4j.weights.internal.format.PrintableName;

/**
 * The description of a storage in a pickle.
 *
 * @param key identifies the storage within the file
 * @param elements number of values
 */
record PickledStorage(String key, ElementType type, long elements) {
  /**
   * Returns the size in bytes.
   *
   * @throws IllegalArgumentException if the size is negative or overflows
   */
  long bytes() {
    if (elements < 0 || elements > Long.MAX_VALUE / type.bytes()) {
      throw new IllegalArgumentException("storage " + PrintableName.of(key) + " has " + elements
          + " numbers, which none can have");
    }
    return elements * type.bytes();
  }
}
