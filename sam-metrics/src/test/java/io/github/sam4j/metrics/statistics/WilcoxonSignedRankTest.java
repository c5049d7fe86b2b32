// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.sam4j.metrics.statistics.WilcoxonSignedRank.Alternative;
import java.util.Arrays;
import java.util.Random;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WilcoxonSignedRankTest {
  private static WilcoxonSignedRank test(Alternative alternative, double... differences) {
    return WilcoxonSignedRank.of(differences, new double[differences.length], alternative);
  }

  /** Darwin's maize, a textbook data set. */
  @Test
  void heightsOfCrossedAndSelfFertilisedMaize() {
    double[] differences = {6, 8, 14, 16, 23, 24, 28, 29, 41, -48, 49, 56, 60, -67, 75};

    WilcoxonSignedRank test = test(Alternative.TWO_SIDED, differences);

    assertThat(test)
        .isEqualTo(
            new WilcoxonSignedRank(Alternative.TWO_SIDED, 15, 0, 0, 96, 0.041259765625, true));
  }

  @ParameterizedTest
  @EnumSource
  void smallSamplesEqualTheEnumerationOfAllSigns_seed7(Alternative alternative) {
    Random random = new Random(7);
    for (int n = 1; n <= 11; n++) {
      for (int range : new int[] {2, 5, 1_000_000}) {
        double[] first = random.ints(n, 0, range).asDoubleStream().toArray();
        double[] second = random.ints(n, 0, range).asDoubleStream().toArray();

        WilcoxonSignedRank test = WilcoxonSignedRank.of(first, second, alternative);

        double[] differences = new double[n];
        Arrays.setAll(differences, i -> first[i] - second[i]);
        assertThat(test.pValue())
            .as("%s %s", alternative, Arrays.toString(differences))
            .isCloseTo(byEnumeration(differences, alternative), within(1e-12));
        assertThat(test.exact()).isTrue();
      }
    }
  }

  private static double byEnumeration(double[] all, Alternative alternative) {
    double[] unequal = Arrays.stream(all).filter(d -> d != 0).toArray();
    double[] ranks = ranks(unequal);
    double total = Arrays.stream(ranks).sum();
    double observed = 0;
    for (int i = 0; i < ranks.length; i++) {
      observed += unequal[i] > 0 ? ranks[i] : 0;
    }
    int extreme = 0;
    for (int signs = 0; signs < 1 << ranks.length; signs++) {
      double sum = 0;
      for (int i = 0; i < ranks.length; i++) {
        sum += (signs >> i & 1) * ranks[i];
      }
      boolean counts = switch (alternative) {
        case TWO_SIDED -> Math.abs(sum - total / 2) >= Math.abs(observed - total / 2);
        case FIRST_HIGHER -> sum >= observed;
        case SECOND_HIGHER -> sum <= observed;
      };
      extreme += counts ? 1 : 0;
    }
    return extreme / (double) (1 << ranks.length);
  }

  /** Returns the mean rank of equal absolute differences. */
  private static double[] ranks(double[] differences) {
    double[] sizes = Arrays.stream(differences).map(Math::abs).sorted().toArray();
    double[] ranks = new double[differences.length];
    for (int i = 0; i < ranks.length; i++) {
      double sum = 0;
      int equal = 0;
      for (int place = 1; place <= sizes.length; place++) {
        if (sizes[place - 1] == Math.abs(differences[i])) {
          sum += place;
          equal++;
        }
      }
      ranks[i] = sum / equal;
    }
    return ranks;
  }

  @ParameterizedTest
  @EnumSource
  void largeSamplesEqualTheFormulaOfTheApproximation_seed7(Alternative alternative) {
    Random random = new Random(7);
    for (int range : new int[] {3, 20, 1_000_000}) {
      double[] differences =
          random.ints(127, -range, range + 2).asDoubleStream().toArray();

      WilcoxonSignedRank test = test(alternative, differences);

      double[] unequal = Arrays.stream(differences).filter(d -> d != 0).toArray();
      double[] ranks = ranks(unequal);
      double expected = Arrays.stream(ranks).sum() / 2;
      // every rank is in the sum or not: variance r²/4
      double sd = Math.sqrt(Arrays.stream(ranks).map(r -> r * r / 4).sum());
      double distance = test.statistic() - expected;
      NormalDistribution normal = NormalDistribution.of(0, sd);
      double p = switch (alternative) {
        case TWO_SIDED -> 2 * normal.survivalProbability(Math.abs(distance) - 0.5);
        case FIRST_HIGHER -> normal.survivalProbability(distance - 0.5);
        case SECOND_HIGHER -> normal.cumulativeProbability(distance + 0.5);
      };
      assertThat(test.pValue()).isCloseTo(p, within(1e-12));
      assertThat(test.exact()).isFalse();
      assertThat(test.equalPairs()).isEqualTo(127 - unequal.length);
    }
  }

  /** On both sides of the limit the exact value and the approximation are nearly the same. */
  @ParameterizedTest
  @ValueSource(ints = {1, 25})
  void limitOfTheExactValueIsHardlySeen(int repeats) {
    double[] differences = new double[52];
    Arrays.setAll(differences, i -> (i % 3 == 0 ? -1 : 1) * (1 + i / repeats));
    double[] fewer = Arrays.copyOf(differences, 50);

    WilcoxonSignedRank exact = test(Alternative.TWO_SIDED, fewer);
    WilcoxonSignedRank approximation = test(Alternative.TWO_SIDED, differences);

    assertThat(exact.exact()).isTrue();
    assertThat(approximation.exact()).isFalse();
    assertThat(approximation.pValue())
        .isCloseTo(new SignAssignments(differences).pValue(Alternative.TWO_SIDED), within(0.005));
  }

  @Test
  void exactValueOfTiesEqualsTheLibrarysWhereNothingTies_seed7() {
    Random random = new Random(7);
    double[] differences = random.doubles(50).map(u -> u - 0.4).toArray();

    for (Alternative alternative : Alternative.values()) {
      assertThat(new SignAssignments(differences).pValue(alternative))
          .isCloseTo(test(alternative, differences).pValue(), within(1e-12));
    }
  }

  @Test
  void exchangingTheMethodsExchangesTheAlternatives() {
    double[] first = {0.9, 0.8, 0.7, 0.4, 0.4};
    double[] second = {0.5, 0.6, 0.6, 0.45, 0.4};

    WilcoxonSignedRank forth = WilcoxonSignedRank.of(first, second, Alternative.FIRST_HIGHER);
    WilcoxonSignedRank back = WilcoxonSignedRank.of(second, first, Alternative.SECOND_HIGHER);

    assertThat(forth.pValue()).isEqualTo(back.pValue()).isEqualTo(2 / 16.0);
    assertThat(forth.statistic()).isEqualTo(9);
    assertThat(back.statistic()).isEqualTo(1);
    assertThat(WilcoxonSignedRank.of(first, second).pValue()).isEqualTo(4 / 16.0);
  }

  @ParameterizedTest
  @EnumSource
  void equalScoresAreNoDifference(Alternative alternative) {
    double[] scores = {0.1, 0.2, 0.0};

    assertThat(WilcoxonSignedRank.of(scores, new double[] {0.1, 0.2, -0.0}, alternative))
        .isEqualTo(new WilcoxonSignedRank(alternative, 3, 0, 3, 0, 1, true));
  }

  @Test
  void equalPairsChangeNothingButTheirCount() {
    WilcoxonSignedRank without = test(Alternative.TWO_SIDED, 3, 1, -2, 5, 4);
    WilcoxonSignedRank with = test(Alternative.TWO_SIDED, 3, 0, 1, -2, 0, 5, 4);

    assertThat(with.pValue()).isEqualTo(without.pValue());
    assertThat(with.statistic()).isEqualTo(without.statistic());
    assertThat(with.pairs()).isEqualTo(7);
    assertThat(with.equalPairs()).isEqualTo(2);
  }

  @Test
  void whatIsNotPairedOrInfiniteIsRefused() {
    assertThatThrownBy(() -> WilcoxonSignedRank.of(new double[3], new double[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("first.length=3 second.length=2");
    assertThatThrownBy(() -> WilcoxonSignedRank.of(new double[0], new double[0]))
        .hasMessageContaining("first.length=0");
    assertThatThrownBy(() ->
            WilcoxonSignedRank.of(new double[] {1, 2}, new double[] {1, Double.POSITIVE_INFINITY}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("first=2.0 second=Infinity at index 1");
  }

  @Test
  void undefinedPairsAreLeftOutAndCounted() {
    double[] first = {0.9, Double.NaN, 0.8, 0.7, 0.4};
    double[] second = {0.8, 0.5, 0.6, Double.NaN, 0.4};

    WilcoxonSignedRank test = WilcoxonSignedRank.of(first, second);

    assertThat(test.undefinedPairs()).isEqualTo(2);
    assertThat(test.equalPairs()).isEqualTo(1);
    assertThat(test.pairs()).isEqualTo(5);
    assertThat(test.statistic()).isEqualTo(3);
  }
}
