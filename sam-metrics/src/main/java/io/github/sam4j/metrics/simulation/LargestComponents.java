// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.simulation;

import io.github.sam4j.mask.Components;
import io.github.sam4j.mask.Mask;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The connected components of a mask in descending order of size; equally large ones in the order
 * of their first pixels.
 *
 * <p>arXiv 2304.10517 prompts for the largest and for the three largest eight-connected components.
 * Its published code takes the last of equally large components: the last of
 * {@link #tiedForLargest}.
 *
 * <pre>{@code
 * LargestComponents.largest(Components.eightConnected(mask)).flatMap(DistanceCentre::of)
 * }</pre>
 */
public final class LargestComponents {
  private LargestComponents() {}

  /** Returns the largest component, empty for an empty mask. */
  public static Optional<Mask> largest(Components components) {
    return bySize(components).map(components::mask).findFirst();
  }

  /** Returns all components as large as the largest one, in the order of their first pixels. */
  public static List<Mask> tiedForLargest(Components components) {
    long largest = bySize(components).mapToLong(components::area).findFirst().orElse(0);
    return bySize(components)
        .filter(component -> components.area(component) == largest)
        .map(components::mask)
        .toList();
  }

  /**
   * Returns the largest components in descending order of size.
   *
   * @param limit largest number of components, at least 1
   */
  public static List<Mask> atMost(int limit, Components components) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be at least 1, got limit=" + limit);
    }
    return bySize(components).limit(limit).map(components::mask).toList();
  }

  /** The sort is stable, and components are numbered in the order of their first pixels. */
  private static Stream<Integer> bySize(Components components) {
    return IntStream.range(0, components.count())
        .boxed()
        .sorted(Comparator.<Integer>comparingLong(components::area).reversed());
  }
}
