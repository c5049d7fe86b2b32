// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.sam4j.metrics.statistics.Bootstrap.ConfidenceInterval;
import io.github.sam4j.metrics.statistics.Bootstrap.Method;
import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BootstrapTest {
  /** Typical scores: most near 1, some missed. */
  private static final double[] SKEWED = {
    0.93, 0.91, 0.95, 0.88, 0.2, 0.94, 0.0, 0.9, 0.85, 0.96, 0.92, 0.77, 0.89
  };

  private static double variance(double[] values) {
    return Math.pow(Summary.of(values).sdPopulation(), 2);
  }

  @ParameterizedTest
  @EnumSource
  void endsEqualANaiveComputation_seed7(Method method) {
    for (double level : new double[] {0.8, 0.95}) {
      Bootstrap bootstrap = new Bootstrap(method, level, 1021, 7);

      assertEqualsNaive(bootstrap, Summary::meanOf);
      assertEqualsNaive(bootstrap, Summary::medianOf);
      assertEqualsNaive(bootstrap, BootstrapTest::variance);
    }
  }

  private static void assertEqualsNaive(Bootstrap bootstrap, ToDoubleFunction<double[]> statistic) {
    ConfidenceInterval interval = bootstrap.of(statistic, SKEWED);

    double[] naive = naive(bootstrap, statistic, SKEWED);
    assertThat(interval.lower()).isCloseTo(naive[0], within(1e-9));
    assertThat(interval.upper()).isCloseTo(naive[1], within(1e-9));
    assertThat(interval.standardError()).isCloseTo(naive[2], within(1e-12));
    assertThat(interval.n()).isEqualTo(SKEWED.length);
    assertThat(interval.bootstrap()).isEqualTo(bootstrap);
  }

  /**
   * Lower bound, upper bound and standard error by the formulas, independently of the tested code.
   */
  private static double[] naive(
      Bootstrap bootstrap, ToDoubleFunction<double[]> statistic, double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double estimate = statistic.applyAsDouble(sorted);
    Random random = new Random(bootstrap.seed());
    double[] drawn = new double[bootstrap.resamples()];
    for (int r = 0; r < drawn.length; r++) {
      double[] resample = new double[sorted.length];
      for (int i = 0; i < resample.length; i++) {
        resample[i] = sorted[random.nextInt(sorted.length)];
      }
      Arrays.sort(resample);
      drawn[r] = statistic.applyAsDouble(resample);
    }
    Arrays.sort(drawn);
    double mean = Arrays.stream(drawn).sum() / drawn.length;
    double squares = Arrays.stream(drawn).map(v -> (v - mean) * (v - mean)).sum();
    double p1 = (1 - bootstrap.level()) / 2;
    double p2 = (1 + bootstrap.level()) / 2;
    if (bootstrap.method() == Method.BCA) {
      double below = Arrays.stream(drawn).filter(v -> v < estimate).count();
      double equal = Arrays.stream(drawn).filter(v -> v == estimate).count();
      double b = normalQuantile((below + equal / 2) / drawn.length);
      double a = naiveAcceleration(statistic, sorted);
      p1 = normal(b + (b + normalQuantile(p1)) / (1 - a * (b + normalQuantile(p1))));
      p2 = normal(b + (b + normalQuantile(p2)) / (1 - a * (b + normalQuantile(p2))));
    }
    return new double[] {
      interpolated(drawn, p1), interpolated(drawn, p2), Math.sqrt(squares / (drawn.length - 1))
    };
  }

  private static double naiveAcceleration(ToDoubleFunction<double[]> statistic, double[] sorted) {
    double[] without = new double[sorted.length];
    for (int i = 0; i < sorted.length; i++) {
      int left = i;
      without[i] = statistic.applyAsDouble(IntStream.range(0, sorted.length)
          .filter(k -> k != left)
          .mapToDouble(k -> sorted[k])
          .toArray());
    }
    double mean = Arrays.stream(without).sum() / without.length;
    double cubes = Arrays.stream(without).map(v -> Math.pow(mean - v, 3)).sum();
    double squares = Arrays.stream(without).map(v -> Math.pow(mean - v, 2)).sum();
    return cubes / 6 / Math.pow(squares, 1.5);
  }

  private static double interpolated(double[] sorted, double p) {
    double position = (sorted.length - 1) * p;
    int floor = (int) position;
    return sorted[floor] + (position - floor) * (sorted[floor + 1] - sorted[floor]);
  }

  /** Simpson's rule over the density. */
  private static double normal(double z) {
    int steps = 2000;
    double h = z / steps;
    double sum = 1 + Math.exp(-z * z / 2);
    for (int i = 1; i < steps; i++) {
      sum += (i % 2 == 1 ? 4 : 2) * Math.exp(-i * h * i * h / 2);
    }
    return 0.5 + sum * h / 3 / Math.sqrt(2 * Math.PI);
  }

  private static double normalQuantile(double p) {
    double low = -8;
    double high = 8;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (normal(middle) < p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * The spatial test data A of Efron and Tibshirani, An Introduction to the Bootstrap, table 14.1:
   * BCa moves the interval of the variance far to the right. Their ends are of 2000 resamples.
   */
  @Test
  void endsAreNearThoseOfTheTextbook_seed7() {
    double[] values = {
      48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6,
      0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30, 41
    };

    ConfidenceInterval percentile =
        new Bootstrap(Method.PERCENTILE, 0.9, 20_000, 7).of(BootstrapTest::variance, values);
    ConfidenceInterval bca =
        new Bootstrap(Method.BCA, 0.9, 20_000, 7).of(BootstrapTest::variance, values);

    assertThat(percentile.estimate()).isCloseTo(171.5, within(0.05));
    assertThat(percentile.lower()).isCloseTo(100.8, within(5.0));
    assertThat(percentile.upper()).isCloseTo(233.9, within(5.0));
    assertThat(bca.lower()).isCloseTo(115.8, within(5.0));
    assertThat(bca.upper()).isCloseTo(259.6, within(5.0));
  }

  @Test
  void methodsNearlyAgreeOnSymmetricValues_seed7() {
    double[] values = new double[41];
    Arrays.setAll(values, i -> (i - 20) * 0.1);

    ConfidenceInterval percentile = Bootstrap.percentile(7).mean(values);
    ConfidenceInterval bca = Bootstrap.bca(7).mean(values);

    double width = percentile.upper() - percentile.lower();
    assertThat(bca.lower()).isCloseTo(percentile.lower(), within(0.03 * width));
    assertThat(bca.upper()).isCloseTo(percentile.upper(), within(0.03 * width));
    // the normal interval, to which both tend
    double sd = Summary.of(values).sdPopulation() / Math.sqrt(values.length);
    assertThat(percentile.upper()).isCloseTo(1.96 * sd, within(0.03 * width));
  }

  @Test
  void bcaFollowsTheLongTail_seed7() {
    ConfidenceInterval percentile = Bootstrap.percentile(7).mean(SKEWED);
    ConfidenceInterval bca = Bootstrap.bca(7).mean(SKEWED);

    assertThat(bca.lower()).isLessThan(percentile.lower() - 0.01);
    assertThat(bca.upper()).isLessThan(percentile.upper());
    assertThat(bca.standardError()).isEqualTo(percentile.standardError());
  }

  /** Of 400 samples of 25 normal values about 95 % of the intervals contain the true mean. */
  @Test
  void intervalsContainTheTruthAboutAsOftenAsTheirLevel_seed7() {
    Random random = new Random(7);
    int containing = 0;
    for (int sample = 0; sample < 400; sample++) {
      double[] values = random.doubles(25).map(u -> random.nextGaussian()).toArray();
      ConfidenceInterval interval = new Bootstrap(Method.BCA, 0.95, 400, sample).mean(values);
      containing += interval.lower() <= 0 && 0 <= interval.upper() ? 1 : 0;
    }

    assertThat(containing / 400.0).isBetween(0.89, 0.97);
  }

  @ParameterizedTest
  @EnumSource
  void seedDecidesAndTheOrderOfValuesDoesNot(Method method) {
    double[] reversed = new double[SKEWED.length];
    Arrays.setAll(reversed, i -> SKEWED[SKEWED.length - 1 - i]);
    Bootstrap bootstrap = new Bootstrap(method, 0.95, 500, 7);

    ConfidenceInterval interval = bootstrap.mean(SKEWED);

    assertThat(bootstrap.mean(reversed)).isEqualTo(interval);
    assertThat(new Bootstrap(method, 0.95, 500, 8).mean(SKEWED).lower())
        .isNotEqualTo(interval.lower());
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsKnownOfTheSpreadOfOneValueOrEqualOnes(Method method) {
    Bootstrap bootstrap = new Bootstrap(method, 0.95, 100, 7);

    assertThat(bootstrap.mean(0.3))
        .isEqualTo(new ConfidenceInterval(bootstrap, 1, 0.3, 0.3, 0.3, 0));
    assertThat(bootstrap.median(0.3, 0.3, 0.3))
        .isEqualTo(new ConfidenceInterval(bootstrap, 3, 0.3, 0.3, 0.3, 0));
  }

  /**
   * A resample of distinct values hardly ever contains all of them: every statistic is below the
   * estimate.
   */
  @Test
  void endsStayFiniteWhereAllResamplesAreBelowTheEstimate_seed7() {
    double[] values = new double[31];
    Arrays.setAll(values, i -> i);

    ConfidenceInterval interval =
        Bootstrap.bca(7).of(resample -> Arrays.stream(resample).distinct().count(), values);

    assertThat(interval.estimate()).isEqualTo(31);
    assertThat(interval.lower()).isBetween(15.0, 30.0);
    assertThat(interval.upper()).isBetween(15.0, 30.0);
  }

  @Test
  void endsStopAtTheOutermostResampleWhereTheShiftHasNoLimit_seed7() {
    double[] values = new double[1000];
    values[0] = 1;
    double[] largest = new double[1];

    ConfidenceInterval interval = new Bootstrap(Method.BCA, 1 - 1e-10, 200, 7)
        .of(
            resample -> {
              double mean = Summary.meanOf(resample);
              largest[0] = Math.max(largest[0], mean);
              return mean;
            },
            values);

    assertThat(interval.upper()).isEqualTo(largest[0]);
    assertThat(interval.lower()).isZero();
  }

  @Test
  void valuesStayAsTheyAreEvenIfTheStatisticChangesItsArray() {
    double[] values = SKEWED.clone();
    Bootstrap bootstrap = Bootstrap.bca(7);

    ConfidenceInterval interval = bootstrap.of(
        resample -> {
          double mean = Summary.meanOf(resample);
          Arrays.fill(resample, 99);
          return mean;
        },
        values);

    assertThat(values).isEqualTo(SKEWED);
    assertThat(interval).isEqualTo(bootstrap.mean(SKEWED));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.NEGATIVE_INFINITY})
  void valueThatIsNotFiniteIsRefused(double value) {
    assertThatThrownBy(() -> Bootstrap.percentile(7).mean(0.1, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got " + value + " at index 1");
  }

  @Test
  void whatCannotBeDrawnFromIsRefused() {
    assertThatThrownBy(() -> Bootstrap.percentile(7).mean())
        .hasMessageContaining("values must not be empty");
    assertThatThrownBy(() -> Bootstrap.percentile(7).of(values -> 0 / 0.0, 1, 2))
        .hasMessageContaining("statistic must be finite, got NaN of 2 values");
    assertThatThrownBy(() -> new Bootstrap(Method.BCA, 1, 100, 7))
        .hasMessageContaining("level must be in (0, 1), got 1.0");
    assertThatThrownBy(() -> new Bootstrap(Method.BCA, 0.95, 1, 7))
        .hasMessageContaining("resamples must be at least 2, got 1");
  }
}
