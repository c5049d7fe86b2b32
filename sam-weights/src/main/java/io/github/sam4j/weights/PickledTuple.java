// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights;

import java.util.ArrayList;
import java.util.List;

/**
 * A tuple of a pickle.
 *
 * <p>Not a record, and never compared or printed: hostile tuples nest a million deep, which a
 * recursive {@code hashCode} doesn't survive.
 */
final class PickledTuple {
  private final List<Object> items;

  PickledTuple(List<Object> items) {
    this.items = items;
  }

  int size() {
    return items.size();
  }

  /** Returns the item at a place, if it is there and of a type. */
  <T> T get(int index, Class<T> type) {
    Object item = index < items.size() ? items.get(index) : null;
    if (!type.isInstance(item)) {
      throw new IllegalArgumentException("the pickle has a tuple without the expected "
          + type.getSimpleName().replaceFirst("^Pickled?", "") + " at index " + index);
    }
    return type.cast(item);
  }

  /**
   * Returns all items, which must be whole numbers, few enough to be the sides of a tensor: a memo
   * can hand one tuple to any number of tensors, and each would copy it.
   */
  List<Long> longs() {
    if (items.size() > TensorLayout.MAX_RANK) {
      throw new IllegalArgumentException("the pickle has a tensor of " + items.size()
          + " sides or strides, expected at most " + TensorLayout.MAX_RANK);
    }
    List<Long> longs = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      longs.add(get(i, Long.class));
    }
    return longs;
  }
}
