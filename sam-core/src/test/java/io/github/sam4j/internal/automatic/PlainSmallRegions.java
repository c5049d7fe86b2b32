// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.automatic;

import io.github.sam4j.mask.Mask;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Removal of small regions pixel by pixel, labels and all, as the reference writes it down. */
final class PlainSmallRegions {
  private final int width;
  private final int height;
  private boolean[] mask;
  private boolean changed;

  private PlainSmallRegions(Mask mask) {
    this.width = mask.width();
    this.height = mask.height();
    this.mask = new boolean[width * height];
    for (int i = 0; i < this.mask.length; i++) {
      int row = i / width;
      this.mask[i] = mask.get(i - row * width, row);
    }
  }

  static PlainSmallRegions clean(Mask mask, int minArea) {
    PlainSmallRegions regions = new PlainSmallRegions(mask);
    regions.remove(true, minArea);
    regions.remove(false, minArea);
    return regions;
  }

  Mask mask() {
    return Mask.of(width, height, (x, y) -> mask[y * width + x]);
  }

  boolean changed() {
    return changed;
  }

  private void remove(boolean holes, int minArea) {
    int[] labels = new int[mask.length];
    List<Integer> areas = new ArrayList<>(List.of(0));
    for (int row = 0; row < height; row += 2) {
      for (int column = 0; column < width; column += 2) {
        for (int i = 0; i < 4; i++) {
          int x = column + i % 2;
          int y = row + (i < 2 ? 0 : 1);
          if (x < width && y < height) {
            int start = y * width + x;
            if (labels[start] == 0 && mask[start] != holes) {
              areas.add(flood(labels, start, areas.size()));
            }
          }
        }
      }
    }
    List<Integer> small = new ArrayList<>();
    int largest = 1;
    for (int label = 1; label < areas.size(); label++) {
      if (areas.get(label) < minArea) {
        small.add(label);
      }
      largest = areas.get(label) > areas.get(largest) ? label : largest;
    }
    if (small.isEmpty()) {
      return;
    }
    changed = true;
    boolean[] result = new boolean[mask.length];
    boolean allSmall = small.size() == areas.size() - 1;
    for (int i = 0; i < result.length; i++) {
      if (holes) {
        result[i] = labels[i] == 0 || small.contains(labels[i]);
      } else if (allSmall) {
        result[i] = labels[i] == largest;
      } else {
        result[i] = labels[i] != 0 && !small.contains(labels[i]);
      }
    }
    mask = result;
  }

  private int flood(int[] labels, int start, int label) {
    int area = 0;
    ArrayDeque<Integer> open = new ArrayDeque<>(List.of(start));
    labels[start] = label;
    while (!open.isEmpty()) {
      int pixel = open.remove();
      area++;
      int row = pixel / width;
      int column = pixel - row * width;
      for (int y = Math.max(0, row - 1); y <= Math.min(height - 1, row + 1); y++) {
        for (int x = Math.max(0, column - 1); x <= Math.min(width - 1, column + 1); x++) {
          int next = y * width + x;
          if (labels[next] == 0 && mask[next] == mask[start]) {
            labels[next] = label;
            open.add(next);
          }
        }
      }
    }
    return area;
  }
}
