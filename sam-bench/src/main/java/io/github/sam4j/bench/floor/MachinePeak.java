// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.floor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * The best that a machine was seen to do.
 *
 * @param flopsPerSecond of a large matrix product
 * @param memory speeds by size, the smallest array first
 */
record MachinePeak(double flopsPerSecond, List<MemorySpeed> memory) {
  /**
   * How fast an array is gone over again and again: the larger, the further away it lives.
   *
   * @param arrayBytes size of the array
   * @param bytesPerSecond read and written
   */
  record MemorySpeed(long arrayBytes, double bytesPerSecond) {}

  /**
   * Sorts the speeds. Small arrays are as fast as larger ones at least, even where the time between
   * operators hid that.
   *
   * @throws IllegalArgumentException if there is no speed of memory
   */
  MachinePeak {
    if (memory.isEmpty()) {
      throw new IllegalArgumentException("expected speeds of memory, got none");
    }
    List<MemorySpeed> falling = new ArrayList<>();
    double best = 0;
    for (MemorySpeed speed : memory.stream()
        .sorted(Comparator.comparingLong(MemorySpeed::arrayBytes).reversed())
        .toList()) {
      best = Math.max(best, speed.bytesPerSecond());
      falling.add(new MemorySpeed(speed.arrayBytes(), best));
    }
    Collections.reverse(falling);
    memory = List.copyOf(falling);
  }

  /** Returns the milliseconds that so many operations take at least. */
  double millisOfFlops(double flops) {
    return 1e3 * flops / flopsPerSecond;
  }

  /**
   * Returns the milliseconds that an operator takes at least to read and write so many bytes, none
   * of which it needs twice: at the speed of the next smaller array that was measured.
   */
  double millisOfBytes(double bytes) {
    double speed = memory.get(0).bytesPerSecond();
    for (MemorySpeed measured : memory) {
      if (measured.arrayBytes() <= bytes) {
        speed = measured.bytesPerSecond();
      }
    }
    return 1e3 * bytes / speed;
  }

  /** Returns the bytes per second of the largest array: those of memory. */
  double memoryBytesPerSecond() {
    return memory.get(memory.size() - 1).bytesPerSecond();
  }
}
