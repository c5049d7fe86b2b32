// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.sam4j.metrics.statistics.Summary.QuantileMethod;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SummaryTest {
  @Test
  void undefinedAndInfiniteScoresAreCountedAndLeftOut() {
    Summary summary = Summary.of(
        3,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        1,
        Double.NEGATIVE_INFINITY,
        Double.NaN,
        Double.NaN);

    assertThat(summary.n()).isEqualTo(2);
    assertThat(summary.undefined()).isEqualTo(3);
    assertThat(summary.infinite()).isEqualTo(2);
    assertThat(summary.mean()).isEqualTo(2);
    assertThat(summary.max()).isEqualTo(3);
    assertThat(summary.values()).containsExactly(1, 3);
    assertThat(summary).asString().contains("n=2 undefined=3 infinite=2 mean=2.0");
  }

  @Test
  void noFiniteScoreLeavesEverythingUndefined() {
    Summary summary = Summary.of(Double.NaN);

    assertThat(new double[] {
          summary.mean(),
          summary.median(),
          summary.q25(),
          summary.q75(),
          summary.iqr(),
          summary.sdSample(),
          summary.sdPopulation(),
          summary.min(),
          summary.max(),
          summary.quantile(1, QuantileMethod.TYPE_6)
        })
        .containsOnly(Double.NaN);
    assertThat(summary.n()).isZero();
    assertThat(Summary.of().undefined()).isZero();
  }

  @Test
  void singleScoreHasNoSampleDeviation() {
    Summary summary = Summary.of(0.5);

    assertThat(summary.sdSample()).isNaN();
    assertThat(summary.sdPopulation()).isZero();
    assertThat(summary.q25()).isEqualTo(0.5);
    assertThat(summary.quantile(0.9, QuantileMethod.TYPE_6)).isEqualTo(0.5);
  }

  @Test
  void quartilesDependOnTheMethodTheMedianDoesNot() {
    Summary summary = Summary.of(4, 1, 3, 2);

    assertThat(summary.q25()).isEqualTo(1.75);
    assertThat(summary.quantile(0.25, QuantileMethod.TYPE_6)).isEqualTo(1.25);
    assertThat(summary.quantile(0.5, QuantileMethod.TYPE_6)).isEqualTo(summary.median());
    assertThat(summary.median()).isEqualTo(2.5);
  }

  @ParameterizedTest
  @EnumSource
  void quantilesEqualTheirDefinition_seed7(QuantileMethod method) {
    Random random = new Random(7);
    for (int n : new int[] {1, 2, 3, 7, 31, 127}) {
      double[] values = random.doubles(n).toArray();
      double[] sorted = Summary.of(values).values();
      for (double p : new double[] {0, 0.01, 0.25, 0.5, 0.9, 0.999, 1}) {
        // counted from 0
        double position = method == QuantileMethod.TYPE_7 ? (n - 1) * p : (n + 1) * p - 1;
        double inside = Math.min(Math.max(position, 0), n - 1.0);
        int floor = (int) inside;
        double next = sorted[Math.min(floor + 1, n - 1)];
        double expected = sorted[floor] + (inside - floor) * (next - sorted[floor]);

        assertThat(Summary.of(values).quantile(p, method)).isCloseTo(expected, within(1e-14));
      }
    }
  }

  @Test
  void orderDoesNotMatterAndInputIsNeitherKeptNorSorted() {
    double[] scores = {0.3, 0.1, 0.2};

    Summary summary = Summary.of(scores);
    summary.values()[0] = 9;
    assertThat(scores).containsExactly(0.3, 0.1, 0.2);
    scores[1] = 7;

    assertThat(summary.min()).isEqualTo(0.1);
    assertThat(summary.mean()).isEqualTo(Summary.of(0.1, 0.2, 0.3).mean());
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, 1.01, Double.NaN})
  void probabilityOutOfRangeIsRefused(double probability) {
    assertThatThrownBy(() -> Summary.of(1, 2).quantile(probability))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got " + probability);
  }
}
