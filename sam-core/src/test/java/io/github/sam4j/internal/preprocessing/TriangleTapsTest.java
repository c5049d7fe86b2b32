// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TriangleTapsTest {
  private static final int ONE = 1 << TriangleTaps.WEIGHT_BITS;

  @ParameterizedTest(name = "{0} to {1} samples: {2} taps")
  @CsvSource({
    "1, 1, 1",
    "1, 1024, 1",
    "1024, 1024, 1",
    "2, 1024, 2",
    "1023, 1024, 2",
    "1025, 1024, 2",
    "1301, 1024, 3",
    "1800, 1024, 4",
    "2048, 1024, 4",
    "4000, 1024, 8",
    "2047, 1, 2047",
    "32767, 1024, 64"
  })
  void windowsAreEquallyLongAndInsideAndSumToOne(int in, int out, int count) {
    TriangleTaps taps = TriangleTaps.of(in, out);

    assertThat(taps.count()).isEqualTo(count);
    assertThat(taps.start).hasSize(out).isSorted();
    assertThat(taps.start[0]).isZero();
    assertThat(taps.start[out - 1] + count).isLessThanOrEqualTo(in);
    for (int i = 0; i < out; i++) {
      long sum = 0;
      for (int[] weights : taps.weights) {
        assertThat(weights[i]).isBetween(0, ONE);
        sum += weights[i];
      }
      assertThat(Math.abs(sum - ONE)).isLessThanOrEqualTo(count / 2);
    }
  }
}
