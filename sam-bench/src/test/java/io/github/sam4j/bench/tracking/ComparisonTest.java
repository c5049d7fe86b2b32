// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Verdicts on made-up runs whose truth is known. */
final class ComparisonTest {
  private static final double LEVEL = 0.95;

  @Test
  void clearSlowdownIsFoundAmongNoise_seed5() {
    Random random = new Random(5);
    MadeUpRun baseline = new MadeUpRun();
    MadeUpRun current = new MadeUpRun();
    for (int i = 0; i < 10; i++) {
      baseline.noisy("b.B.same" + i, random, 5, 20, 0.02);
      current.noisy("b.B.same" + i, random, 5, 20, 0.02);
    }
    baseline.noisy("b.B.slow", random, 5, 20, 0.02).noisy("b.B.fast", random, 5, 20, 0.02);
    current.noisy("b.B.slow", random, 5, 26, 0.02).noisy("b.B.fast", random, 5, 15, 0.02);

    Comparison comparison = Comparison.of(baseline.run(), current.run(), LEVEL);

    assertThat(moved(comparison)).containsExactlyInAnyOrder("slow slower", "fast faster");
    assertThat(row(comparison, "slow").ratio().orElseThrow()).isCloseTo(1.3, within(0.06));
  }

  private static List<String> moved(Comparison comparison) {
    return comparison.rows().stream()
        .filter(row -> row.verdict() != Verdict.WITHIN_NOISE)
        .map(row -> row.key().benchmark().substring("b.B.".length()) + " " + row.verdict())
        .collect(Collectors.toList());
  }

  private static Comparison.Row row(Comparison comparison, String method) {
    return comparison.rows().stream()
        .filter(row -> row.key().benchmark().endsWith("." + method))
        .findFirst()
        .orElseThrow();
  }

  /** The promise is one false alarm in twenty whole comparisons, not in twenty benchmarks. */
  @Test
  void noiseAloneIsFlaggedInAtMostOneOfTwentyComparisons_seed11() {
    Random random = new Random(11);
    int repetitions = 600;
    int alarms = 0;
    for (int i = 0; i < repetitions; i++) {
      MadeUpRun baseline = new MadeUpRun();
      MadeUpRun current = new MadeUpRun();
      for (int b = 0; b < 12; b++) {
        double noise = 0.01 + 0.02 * b;
        baseline.noisy("b.B.b" + b, random, 5, 10, noise);
        current.noisy("b.B.b" + b, random, 5, 10, noise);
      }
      alarms += moved(Comparison.of(baseline.run(), current.run(), LEVEL)).isEmpty() ? 0 : 1;
    }

    assertThat(alarms).isBetween(1, repetitions / 20);
  }

  /** Iterations agree with each other far better than forks do: they must not count as evidence. */
  @Test
  void manyIterationsDoNotMakeUpForFewForks() {
    double[] quick = {10, 10.01, 9.99, 10, 10.01, 9.99};
    double[] slow = {12, 12.01, 11.99, 12, 12.01, 11.99};

    Comparison two = Comparison.of(
        new MadeUpRun().add("b.B.x", "avgt", quick, slow).run(),
        new MadeUpRun().add("b.B.x", "avgt", slow, slow).run(),
        LEVEL);
    Comparison one = Comparison.of(
        new MadeUpRun().add("b.B.x", "avgt", quick).run(),
        new MadeUpRun().add("b.B.x", "avgt", slow, slow).run(),
        LEVEL);

    assertThat(row(two, "x").verdict()).isEqualTo(Verdict.WITHIN_NOISE);
    assertThat(row(one, "x").verdict()).isEqualTo(Verdict.NOISE_UNKNOWN);
    assertThat(row(one, "x").ratio().orElseThrow()).isCloseTo(1.2, within(1e-9));
    assertThat(row(one, "x").interval()).isEmpty();
  }

  @Test
  void lessThroughputIsSlower() {
    double[] before = {100};
    double[] now = {50};

    Comparison comparison = Comparison.of(
        new MadeUpRun().add("b.B.x", "thrpt", before, before).run(),
        new MadeUpRun().add("b.B.x", "thrpt", now, now).run(),
        LEVEL);

    assertThat(row(comparison, "x").ratio().orElseThrow()).isCloseTo(2, within(1e-9));
    assertThat(row(comparison, "x").verdict()).isEqualTo(Verdict.SLOWER);
  }

  @Test
  void whatOneRunLacksIsNewOrGone() {
    double[] any = {1, 2};

    Comparison comparison = Comparison.of(
        new MadeUpRun().add("b.B.old", "avgt", any).add("b.B.mode", "avgt", any).run(),
        new MadeUpRun().add("b.B.young", "avgt", any).add("b.B.mode", "ss", any).run(),
        LEVEL);

    assertThat(moved(comparison))
        .containsExactlyInAnyOrder("old gone", "young new", "mode gone", "mode new");
  }

  @Test
  void anotherMachineIsRefused() {
    TrackedRun here = new MadeUpRun().run();

    assertThatThrownBy(
            () -> Comparison.of(here, new MadeUpRun().machine("Other 5", 8).run(), LEVEL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cpu \"Testium 3\" and \"Other 5\", cores 4 and 8");
    assertThatThrownBy(() -> Comparison.of(here, new MadeUpRun().jdk("21", 21).run(), LEVEL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("JDK 17 and 21");
    assertThat(
            Comparison.of(here, new MadeUpRun().jdk("17.0.10", 17).run(), LEVEL).rows())
        .isEmpty();
  }
}
