// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The interval against a worked example and against what it promises on random noise. */
final class RatioIntervalTest {
  /** Variances 0.02 each: error² = 0.02, two degrees of freedom, whose quantile tables list. */
  @Test
  void workedExample() {
    double t = 4.302653;

    RatioInterval interval = RatioInterval.of(List.of(0.0, 0.2), List.of(1.0, 1.2), 0.05);

    double margin = t * Math.sqrt(0.02);
    assertThat(interval.ratio()).isCloseTo(Math.E, within(1e-12));
    assertThat(interval.low()).isCloseTo(Math.exp(1 - margin), within(1e-6));
    assertThat(interval.high()).isCloseTo(Math.exp(1 + margin), within(1e-6));
  }

  /**
   * Error² = 0.01/2 + 0.04/4 = 0.015; degrees of freedom = 0.015² / (0.005²/1 + 0.01²/3) = 3.857,
   * between the tabled quantiles of 3 and 4.
   */
  @Test
  void unequalSidesHaveDegreesOfFreedomInBetween() {
    double spread = Math.sqrt(0.03);
    List<Double> baseline = List.of(0.0, Math.sqrt(0.02));
    List<Double> current = List.of(-spread, spread, -spread, spread);

    RatioInterval interval = RatioInterval.of(baseline, current, 0.05);

    double t = Math.log(interval.high() / interval.ratio()) / Math.sqrt(0.015);
    assertThat(t).isBetween(2.776445, 3.182446);
  }

  @ParameterizedTest(name = "{0} and {1} forks, noise {2} and {3}, alpha {4}, seed 7")
  @CsvSource({"5, 5, 0.05, 0.05, 0.05", "3, 8, 0.20, 0.02, 0.05", "2, 2, 0.03, 0.03, 0.10"})
  void missesTheTrueRatioAsOftenAsPromised(
      int before, int now, double noiseBefore, double noiseNow, double alpha) {
    Random random = new Random(7);
    int repetitions = 4000;
    int misses = 0;
    for (int i = 0; i < repetitions; i++) {
      RatioInterval interval = RatioInterval.of(
          noisy(random, before, 3, noiseBefore),
          noisy(random, now, 3 + Math.log(1.3), noiseNow),
          alpha);
      misses += interval.low() > 1.3 || interval.high() < 1.3 ? 1 : 0;
    }

    // Welch's interval is an approximation: for very few forks it errs on the safe side
    assertThat((double) misses / repetitions).isBetween(alpha / 3, alpha * 1.2);
  }

  private static List<Double> noisy(Random random, int count, double mean, double deviation) {
    return Stream.generate(() -> mean + deviation * random.nextGaussian())
        .limit(count)
        .toList();
  }

  @Test
  void equalTimesLeaveNothingOpen() {
    RatioInterval interval = RatioInterval.of(List.of(1.5, 1.5), List.of(1.5, 1.5), 0.05);

    assertThat(interval).isEqualTo(new RatioInterval(1, 1, 1));
    assertThat(Verdict.on(interval)).isEqualTo(Verdict.WITHIN_NOISE);
  }

  @Test
  void oneForkIsNotEnough() {
    assertThatThrownBy(() -> RatioInterval.of(List.of(1.0), List.of(1.0, 2.0), 0.05))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 1 and 2");
  }
}
