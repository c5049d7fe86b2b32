// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.metrics.instance.InstanceMetric;
import io.github.sam4j.metrics.statistics.SliceTable;
import io.github.sam4j.metrics.surface.SurfaceConvention;
import io.github.sam4j.metrics.surface.SurfaceMetric;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The names of metrics in stored results, which must stay usable as columns and keys. */
final class MetricKeysTest {
  private final Map<String, Stream<String>> families = Map.of(
      "overlap", Stream.of(OverlapMetric.values()).map(OverlapMetric::key),
      "surface", Stream.of(SurfaceMetric.values()).map(SurfaceMetric::key),
      "instance", Stream.of(InstanceMetric.values()).map(InstanceMetric::key),
      "convention", Stream.of(SurfaceConvention.values()).map(SurfaceConvention::key),
      "scope", Stream.of(SliceTable.Scope.values()).map(SliceTable.Scope::key));

  @Test
  void keysAreDistinctAndInLowerSnakeCase() {
    families.forEach((family, keys) -> assertThat(keys)
        .as(family)
        .isNotEmpty()
        .doesNotHaveDuplicates()
        .allMatch(key -> key.matches("[a-z][a-z0-9]*(_[a-z0-9]+)*")));
  }

  @Test
  void keyOfSurfaceDiceContainsTheToleranceAsADecimalNumber() {
    assertThat(SurfaceMetric.surfaceDiceKey(2)).isEqualTo("nsd_2mm");
    assertThat(SurfaceMetric.surfaceDiceKey(0.5)).isEqualTo("nsd_0.5mm");
  }
}
