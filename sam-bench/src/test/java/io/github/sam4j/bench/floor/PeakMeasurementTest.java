// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.floor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.internal.ort.SessionSettings;
import org.junit.jupiter.api.Test;

final class PeakMeasurementTest {
  /** Whatever the machine: less than that is an error of units, more too. */
  @Test
  void speedsAreThoseOfAComputer() {
    MachinePeak peak = new PeakMeasurement(SessionSettings.cpu(1), false, 1).measure();

    assertThat(peak.flopsPerSecond()).isBetween(1e8, 1e14);
    assertThat(peak.memory())
        .hasSizeGreaterThan(4)
        .allSatisfy(speed -> assertThat(speed.bytesPerSecond()).isBetween(1e7, 1e14));
    assertThat(peak.memory().get(0).arrayBytes()).isLessThan(1 << 20);
    assertThat(peak.memory().get(peak.memory().size() - 1).arrayBytes()).isGreaterThan(1 << 26);
  }
}
