// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sam4j.mask.LabelGrid;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.VoxelMask;
import io.github.sam4j.testing.SharedData;
import java.io.IOException;
import java.util.Arrays;

/**
 * Reads the reference answers in {@code golden/metrics}; grids there have their last axis fastest.
 */
public final class MetricOracle {
  private MetricOracle() {}

  /** Returns the cases of a file, or skips the calling test with a reason. */
  public static JsonNode cases(String file) throws IOException {
    return SharedData.json("golden/metrics/" + file).get("cases");
  }

  /** Returns a mask of a two-dimensional case. */
  public static Mask mask(JsonNode golden, String name) {
    return mask(golden.get("shape"), golden.get(name).get("rle"));
  }

  /** Returns the mask of run lengths over a grid of shape (y, x). */
  public static Mask mask(JsonNode shape, JsonNode runs) {
    int width = shape.get(1).asInt();
    boolean[] set = pixels(runs, width * shape.get(0).asInt());
    return Mask.of(width, shape.get(0).asInt(), (x, y) -> set[y * width + x]);
  }

  /** Returns a mask of any case; one of two dimensions has depth 1. */
  public static VoxelMask voxels(JsonNode golden, String name) {
    int[] sides = sides(golden);
    boolean[] set = pixels(golden.get(name).get("rle"), sides[0] * sides[1] * sides[2]);
    return VoxelMask.of(
        sides[0], sides[1], sides[2], (x, y, z) -> set[(z * sides[1] + y) * sides[0] + x]);
  }

  /** Returns a label map of any case; one of two dimensions has depth 1. */
  public static LabelGrid labels(JsonNode golden, String name) {
    int[] sides = sides(golden);
    int[] labels = new int[sides[0] * sides[1] * sides[2]];
    int at = 0;
    for (JsonNode run : golden.get(name).get("label_runs")) {
      Arrays.fill(labels, at, at + run.get(1).asInt(), run.get(0).asInt());
      at += run.get(1).asInt();
    }
    assertThat(at).isEqualTo(labels.length);
    return LabelGrid.of(sides[0], sides[1], sides[2], labels);
  }

  /** Width, height and depth. */
  private static int[] sides(JsonNode golden) {
    int[] shape = SharedData.integers(golden.get("shape"));
    int last = shape.length - 1;
    return new int[] {shape[last], shape[last - 1], last == 2 ? shape[0] : 1};
  }

  private static boolean[] pixels(JsonNode runs, int count) {
    boolean[] pixels = new boolean[count];
    int at = 0;
    boolean set = false;
    for (JsonNode run : runs) {
      Arrays.fill(pixels, at, at + run.asInt(), set);
      at += run.asInt();
      set = !set;
    }
    assertThat(at).isEqualTo(count);
    return pixels;
  }

  /** Compares with a stored number, where null stands for "no finite number". */
  public static void assertClose(double actual, JsonNode expected, double tolerance, String what) {
    assertThat(expected).as(what).isNotNull();
    if (expected.isNull()) {
      assertThat(Double.isFinite(actual)).as("%s is finite: %s", what, actual).isFalse();
    } else {
      assertThat(actual).as(what).isCloseTo(expected.asDouble(), within(tolerance));
    }
  }
}
