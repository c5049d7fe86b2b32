// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.device.Device;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.annotations.Benchmark;

final class TrackedBenchmarkTest {
  @ParameterizedTest
  @EnumSource
  void namesABenchmark(TrackedBenchmark tracked) throws ClassNotFoundException {
    String name = tracked.jmhName();
    int dot = name.lastIndexOf('.');

    Class<?> type = Class.forName(name.substring(0, dot));

    assertThat(Arrays.stream(type.getMethods())
            .filter(method -> method.getName().equals(name.substring(dot + 1)))
            .filter(method -> method.isAnnotationPresent(Benchmark.class)))
        .hasSize(1);
    assertThat(name).matches(tracked.pattern());
    assertThat(name + "2").doesNotMatch(tracked.pattern());
  }

  @Test
  void theCpuHasNoCopyAndOtherDevicesHaveEveryStage() {
    assertThat(TrackedBenchmark.absentOn(Device.cpu()))
        .containsOnlyKeys(TrackedBenchmark.ENCODER_COPY);
    assertThat(TrackedBenchmark.absentOn(Device.cuda(0))).isEmpty();
  }
}
