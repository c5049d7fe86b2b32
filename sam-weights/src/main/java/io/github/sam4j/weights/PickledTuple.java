// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights;

import java.util.ArrayList;
import java.util.List;

/**
 * A tuple of a pickle.
 *
 * <p>Not a record, and never compared or printed: a hostile file can nest tuples a million levels
 * deep, and a recursive {@code hashCode} would overflow the stack.
 */
final class PickledTuple {
  private final Object[] items;

  /** Takes over the array. */
  PickledTuple(Object... items) {
    this.items = items;
  }

  int size() {
    return items.length;
  }

  /** Returns the item at an index, which must exist and have the given type. */
  <T> T get(int index, Class<T> type) {
    Object item = index < items.length ? items[index] : null;
    if (!type.isInstance(item)) {
      throw new IllegalArgumentException("the pickle has a tuple without the expected "
          + type.getSimpleName().replaceFirst("^Pickled?", "") + " at index " + index);
    }
    return type.cast(item);
  }

  /**
   * Returns all items, which must be integers and no more than a tensor can have dimensions. The
   * limit matters because the memo can share one tuple among any number of tensors, each of which
   * copies it.
   */
  List<Long> longs() {
    if (items.length > TensorLayout.MAX_RANK) {
      throw new IllegalArgumentException("the pickle has a tensor of " + items.length
          + " sides or strides, expected at most " + TensorLayout.MAX_RANK);
    }
    List<Long> longs = new ArrayList<>(items.length);
    for (int i = 0; i < items.length; i++) {
      longs.add(get(i, Long.class));
    }
    return longs;
  }
}
