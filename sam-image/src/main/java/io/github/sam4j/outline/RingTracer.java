// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.outline;

import io.github.sam4j.mask.Mask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows the edges between set and other pixels, with set pixels on the right hand.
 *
 * <p>At a corner where only two opposite pixels are set, a walk stays with its pixel, so that
 * pixels touching there aren't joined. A walk that comes to such a corner a second time has gone
 * round something: what lies between both visits is cut off as a ring of its own, so that no ring
 * meets itself.
 *
 * <p>Left edges of pixels stand for all edges: every ring has one. They are numbered row by row,
 * and each remembers its ring. The ring around a hole is found by going left from the pixel above
 * it to the nearest left edge: that edge belongs to the outer ring or to a hole that begins farther
 * up.
 */
final class RingTracer {
  private final Mask mask;

  /** The x of all left edges, and where each row begins among them. */
  private int[] edges = new int[64];

  private final int[] rows;
  private final int[] ringOfEdge;
  private final List<Traced> rings = new ArrayList<>();

  // the walk at hand: corners, how many left edges were passed before each, and these edges
  private int[] corners = new int[64];
  private int[] edgesBefore = new int[32];
  private int size;
  private int[] passed = new int[64];
  private int passedSize;

  /** Which corner of the walk at hand lies at a point where pixels touch at a corner only. */
  private final Map<Long, Integer> touching = new HashMap<>();

  RingTracer(Mask mask) {
    this.mask = mask;
    this.rows = new int[mask.height() + 1];
    int count = 0;
    for (int y = 0; y < mask.height(); y++) {
      boolean before = false;
      for (int x = 0; x < mask.width(); x++) {
        boolean set = mask.get(x, y);
        if (set && !before) {
          edges = grown(edges, count);
          edges[count++] = x;
        }
        before = set;
      }
      rows[y + 1] = count;
    }
    ringOfEdge = new int[count];
    Arrays.fill(ringOfEdge, -1);
  }

  /** A ring that begins at the left end of its first topmost edge. */
  private record Traced(int number, Ring ring) {
    static Traced of(int number, int[] xy) {
      int first = 0;
      for (int i = 2; i < xy.length; i += 2) {
        boolean level = xy[i + 1] == xy[first + 1];
        if (xy[i + 1] < xy[first + 1] || (level && xy[i] < xy[first])) {
          first = i;
        }
      }
      int[] turned = new int[xy.length];
      System.arraycopy(xy, first, turned, 0, xy.length - first);
      System.arraycopy(xy, 0, turned, xy.length - first, first);
      return new Traced(number, Ring.of(turned));
    }

    int left() {
      return ring.x(0);
    }

    int top() {
      return ring.y(0);
    }
  }

  Outline outline() {
    for (int y = 0; y < mask.height(); y++) {
      for (int edge = rows[y]; edge < rows[y + 1]; edge++) {
        if (ringOfEdge[edge] < 0) {
          walk(edges[edge], y);
        }
      }
    }
    List<Traced> ordered = new ArrayList<>(rings);
    ordered.sort(Comparator.comparingInt(Traced::top).thenComparingInt(Traced::left));
    int[] outerOf = new int[rings.size()];
    Map<Integer, List<Ring>> holes = new HashMap<>();
    List<Traced> outers = new ArrayList<>();
    for (Traced traced : ordered) {
      if (traced.ring().signedArea() > 0) {
        outerOf[traced.number()] = traced.number();
        outers.add(traced);
      } else {
        int outer = outerOf[ringOfEdge[edgeLeftOf(traced.left(), traced.top() - 1)]];
        outerOf[traced.number()] = outer;
        holes.computeIfAbsent(outer, key -> new ArrayList<>()).add(traced.ring());
      }
    }
    return new Outline(outers.stream()
        .map(outer ->
            new Outline.Polygon(outer.ring(), holes.getOrDefault(outer.number(), List.of())))
        .toList());
  }

  /** Walks from the upper end of a left edge until it comes back along that edge. */
  private void walk(int startX, int startY) {
    size = 0;
    passedSize = 0;
    touching.clear();
    int x = startX;
    int y = startY;
    int dx = 0;
    int dy = -1;
    do {
      // ahead, the pixels on the right and left hand
      boolean right = set(x + ((dx - dy - 1) >> 1), y + ((dx + dy - 1) >> 1));
      boolean left = set(x + ((dx + dy - 1) >> 1), y + ((dy - dx - 1) >> 1));
      if (!right || left) {
        if (!right && left) {
          cutRing(x, y);
          touching.put(key(x, y), size);
        }
        addCorner(x, y);
        int turned = right ? -1 : 1;
        int newX = -dy * turned;
        dy = dx * turned;
        dx = newX;
      }
      x += dx;
      y += dy;
      if (dy < 0) {
        passed = grown(passed, passedSize);
        passed[passedSize++] = edgeLeftOf(x, y);
      }
    } while (x != startX || y != startY || dy >= 0);
    addRing(0);
  }

  /** Cuts off the ring since the first visit of a point, if the walk was there before. */
  private void cutRing(int x, int y) {
    Integer first = touching.get(key(x, y));
    if (first != null && first < size && corners[2 * first] == x && corners[2 * first + 1] == y) {
      addRing(first);
    }
  }

  private void addRing(int first) {
    int number = rings.size();
    for (int i = edgesBefore[first]; i < passedSize; i++) {
      ringOfEdge[passed[i]] = number;
    }
    rings.add(Traced.of(number, Arrays.copyOfRange(corners, 2 * first, 2 * size)));
    passedSize = edgesBefore[first];
    size = first;
  }

  private void addCorner(int x, int y) {
    corners = grown(corners, 2 * size + 1);
    edgesBefore = grown(edgesBefore, size);
    corners[2 * size] = x;
    corners[2 * size + 1] = y;
    edgesBefore[size++] = passedSize;
  }

  /** Returns the left edge of a row that is nearest to a set pixel, at its left or its own. */
  private int edgeLeftOf(int x, int y) {
    int found = Arrays.binarySearch(edges, rows[y], rows[y + 1], x);
    return found < 0 ? -found - 2 : found;
  }

  private static long key(int x, int y) {
    return ((long) x << 32) | y;
  }

  private boolean set(int x, int y) {
    return x >= 0 && y >= 0 && x < mask.width() && y < mask.height() && mask.get(x, y);
  }

  private static int[] grown(int[] array, int index) {
    return index < array.length ? array : Arrays.copyOf(array, Math.max(index + 1, index * 2));
  }
}
