// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.volume;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;

/** All slices of a volume across one array axis, created on access. */
final class SliceList extends AbstractList<Slice> implements RandomAccess {
  private final Volume volume;
  private final int axis;

  SliceList(Volume volume, int axis) {
    this.volume = volume;
    this.axis = axis;
  }

  @Override
  public Slice get(int index) {
    return new Slice(volume, axis, Objects.checkIndex(index, size()));
  }

  @Override
  public int size() {
    return volume.shape().length(axis);
  }
}
