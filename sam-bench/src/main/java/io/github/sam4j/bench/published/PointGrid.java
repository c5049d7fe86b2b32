// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.published;

import io.github.sam4j.prompt.Prompt;
import java.util.ArrayList;
import java.util.List;

/** The regular grid of points that automatic masks start from. */
public final class PointGrid {
  private PointGrid() {}

  /** Returns the centres of {@code side × side} equal cells of an image, x fastest. */
  public static List<Prompt.Point> of(int side, int width, int height) {
    List<Prompt.Point> points = new ArrayList<>(side * side);
    for (int j = 0; j < side; j++) {
      for (int i = 0; i < side; i++) {
        points.add(new Prompt.Point((i + 0.5) / side * width, (j + 0.5) / side * height, true));
      }
    }
    return points;
  }
}
