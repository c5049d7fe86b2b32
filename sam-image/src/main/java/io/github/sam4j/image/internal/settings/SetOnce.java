// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.image.internal.settings;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/**
 * The properties that were set on a builder. Setting one to null or for a second time is a mistake
 * of the caller that fails at once. Not safe for use by several threads.
 */
public final class SetOnce {
  private final Set<String> properties = new HashSet<>();

  /**
   * Returns the value to set a property to, and remembers that it was set.
   *
   * @throws NullPointerException if the value is null, with the name of the property
   * @throws IllegalStateException if the property was set before
   */
  public <T> T once(String property, T value) {
    Objects.requireNonNull(value, property);
    if (!properties.add(property)) {
      throw new IllegalStateException(property + " must be set once, was set before");
    }
    return value;
  }

  /** Returns whether a property was set. */
  public boolean contains(String property) {
    return properties.contains(property);
  }
}
