// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.mask;

import io.github.sam4j.image.internal.bits.PixelRuns;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The connected components of a mask, numbered from 0 in reading order of their first pixels: row
 * by row from the top, each row from the left. Immutable.
 *
 * <p>Runs of pixels are joined instead of single pixels: each run with the runs of the row above
 * that it touches, in a forest whose roots are the first runs. The cost is linear in the packed
 * words of the mask plus its runs.
 */
public final class Components {
  private final NumberedRuns parts;

  private Components(NumberedRuns parts) {
    this.parts = parts;
  }

  /** Finds the components of pixels connected by edges. */
  public static Components fourConnected(Mask mask) {
    return of(PixelRuns.of(mask.width(), mask.height(), mask.words()), 0);
  }

  /** Finds the components of pixels connected by edges or corners. */
  public static Components eightConnected(Mask mask) {
    return of(PixelRuns.of(mask.width(), mask.height(), mask.words()), 1);
  }

  private static Components of(PixelRuns runs, int reach) {
    RunForest forest = new RunForest(runs);
    for (int y = 1; y < runs.height(); y++) {
      forest.joinRows(y - 1, y, reach);
    }
    return new Components(forest.number());
  }

  /** Returns the number of components, 0 for an empty mask. */
  public int count() {
    return parts.count();
  }

  /**
   * Returns the number of pixels of a component.
   *
   * @throws IndexOutOfBoundsException outside {@code [0, count)}
   */
  public long area(int component) {
    return parts.size(component);
  }

  /**
   * Returns one component as a mask of the original size.
   *
   * @throws IndexOutOfBoundsException outside {@code [0, count)}
   */
  public Mask mask(int component) {
    return mask(parts.only(component));
  }

  /**
   * Returns all components whose number matches the predicate, as one mask of the original size.
   */
  public Mask mask(IntPredicate components) {
    boolean[] selected = parts.select(components);
    PixelRuns runs = parts.runs();
    return Mask.wrap(runs.width(), runs.height(), parts.pack(selected), parts.size(selected));
  }

  /** Returns the largest component, the first of equally large ones; empty for an empty mask. */
  public Optional<Mask> largest() {
    return bySize().map(this::mask).findFirst();
  }

  /**
   * Returns the largest components in descending order of size; equally large ones keep their
   * order.
   *
   * @param limit largest number of components, at least 1
   */
  public List<Mask> largest(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be at least 1, got limit=" + limit);
    }
    return bySize().limit(limit).map(this::mask).toList();
  }

  /**
   * Returns all components as large as the largest one, in their order; none for an empty mask.
   *
   * <p>The published code of arXiv 2304.10517 prompts for the last of them.
   */
  public List<Mask> tiedForLargest() {
    long largest = bySize().mapToLong(this::area).findFirst().orElse(0);
    return bySize()
        .filter(component -> area(component) == largest)
        .map(this::mask)
        .toList();
  }

  /** The sort is stable, so equally large components keep their order. */
  private Stream<Integer> bySize() {
    return IntStream.range(0, count())
        .boxed()
        .sorted(Comparator.<Integer>comparingLong(this::area).reversed());
  }

  /**
   * Returns the components as a label grid of depth 1, without creating their masks: component
   * {@code i} has label {@code i + 1}, all other pixels have label 0.
   */
  public LabelGrid labels() {
    PixelRuns runs = parts.runs();
    return new LabelRows(runs.width(), runs.height(), 1, parts::readLabels);
  }

  /**
   * Returns the component that comes first in an order by blocks of 2 × 2 pixels, row by row from
   * the top, each row from the left; component numbers follow the order by pixels instead. Of two
   * components in one block, which only occur among four-connected ones, the one with the lower
   * number comes first.
   *
   * @param components the component numbers to consider
   * @return empty if the predicate matches none
   */
  public OptionalInt firstInBlocks(IntPredicate components) {
    PixelRuns runs = parts.runs();
    for (int y = 0; y < runs.height(); y += 2) {
      int first = -1;
      int firstBlock = Integer.MAX_VALUE;
      int end = runs.firstOfRow(Math.min(y + 2, runs.height()));
      for (int run = runs.firstOfRow(y); run < end; run++) {
        int block = runs.from(run) / 2;
        int number = parts.number(run);
        boolean before = block < firstBlock || (block == firstBlock && number < first);
        if (before && components.test(number)) {
          first = number;
          firstBlock = block;
        }
      }
      if (first >= 0) {
        return OptionalInt.of(first);
      }
    }
    return OptionalInt.empty();
  }

  @Override
  public String toString() {
    return "Components[" + parts.runs().width() + "x" + parts.runs().height() + ", count=" + count()
        + "]";
  }
}
