// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sam4j.mask.Box;
import io.github.sam4j.mask.Components;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.VoxelComponents;
import io.github.sam4j.mask.VoxelComponents.Connectivity;
import io.github.sam4j.mask.VoxelMask;
import io.github.sam4j.testing.SharedData;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Compares connected components with those found by independent programs. */
final class ComponentsOracleTest {
  @Test
  void componentsEqualTheOracle() throws IOException {
    for (JsonNode golden : MetricOracle.cases("prompts_open.json")) {
      Mask mask = MetricOracle.mask(golden, "mask");
      JsonNode expected = golden.get("expected");
      Components eight = Components.eightConnected(mask);
      Components four = Components.fourConnected(mask);

      assertSame(eight, expected.get("components_8"));
      assertSame(four, expected.get("components_4"));
      assertThat(sizesDescending(eight))
          .isEqualTo(SharedData.integers(expected.get("sizes_8_descending")));
      assertThat(sizesDescending(four))
          .isEqualTo(SharedData.integers(expected.get("sizes_4_descending")));
      assertThat(sizes(mask, Connectivity.FACES_AND_EDGES)).isEqualTo(sizes(eight));
      assertThat(sizes(mask, Connectivity.FACES)).isEqualTo(sizes(four));
    }
  }

  private static void assertSame(Components components, JsonNode expected) {
    assertThat(components.count()).isEqualTo(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      JsonNode golden = expected.get(i);
      Mask mask = components.mask(i);
      Box box = mask.box().orElseThrow();
      int first = IntStream.rangeClosed(box.x0(), box.x1())
          .filter(x -> mask.get(x, box.y0()))
          .findFirst()
          .orElseThrow();

      assertThat(components.area(i)).isEqualTo(golden.get("size").asLong());
      assertThat(new int[] {box.y0(), first})
          .isEqualTo(SharedData.integers(golden.get("first_pixel_yx")));
      assertThat(new int[] {box.x0(), box.y0(), box.x1(), box.y1()})
          .isEqualTo(SharedData.integers(golden.get("box_inclusive_xyxy")));
    }
  }

  private static int[] sizes(Components components) {
    return IntStream.range(0, components.count())
        .map(i -> Math.toIntExact(components.area(i)))
        .toArray();
  }

  private static int[] sizes(Mask plane, Connectivity connectivity) {
    VoxelComponents components =
        VoxelComponents.of(VoxelMask.ofPlanes(List.of(plane)), connectivity);
    return IntStream.range(0, components.count())
        .map(i -> Math.toIntExact(components.size(i)))
        .toArray();
  }

  private static int[] sizesDescending(Components components) {
    int[] ascending = IntStream.of(sizes(components)).sorted().toArray();
    return IntStream.range(0, ascending.length)
        .map(i -> ascending[ascending.length - 1 - i])
        .toArray();
  }
}
