// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IouThresholdTest {
  @Test
  void fractionItselfPassesAtLeastButNotMoreThan() {
    assertThat(IouThreshold.atLeast(3, 5).accepts(12, 20)).isTrue();
    assertThat(IouThreshold.moreThan(3, 5).accepts(12, 20)).isFalse();
    assertThat(IouThreshold.moreThan(59, 100).accepts(12, 20)).isTrue();
    assertThat(IouThreshold.atLeast(61, 100).accepts(12, 20)).isFalse();
  }

  @Test
  void differenceTooSmallForADoubleDecides() {
    long union = 1L << 60;

    assertThat(IouThreshold.MORE_THAN_HALF.accepts((union >> 1) + 1, union)).isTrue();
    assertThat(IouThreshold.MORE_THAN_HALF.accepts(union >> 1, union)).isFalse();
  }

  @Test
  void productsBeyond64BitsAreCompared() {
    IouThreshold third = IouThreshold.moreThan(333_333_333, 1_000_000_000);
    long union = 3L << 60;

    assertThat(third.accepts(union / 3, union)).isTrue();
    assertThat(third.accepts(union / 4, union)).isFalse();
  }

  @Test
  void twoEmptyMasksAreNeverEnough() {
    assertThat(IouThreshold.moreThan(0, 1).accepts(0, 0)).isFalse();
    assertThat(IouThreshold.atLeast(1, 2).accepts(new Overlap(0, 0, 0, 9))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "0, > 0",
    "0.25, > 0.25",
    "0.3, > 0.3",
    "1.0E-9, > 0.000000001",
    "0.1234567890123456, > 0.1234567890123456"
  })
  void decimalIsTheNumberThatIsPrinted(double decimal, String name) {
    assertThat(IouThreshold.moreThan(decimal)).hasToString(name);
    assertThat(IouThreshold.moreThan(decimal).value()).isEqualTo(decimal);
  }

  @Test
  void decimalTenthsAreExact() {
    assertThat(IouThreshold.moreThan(0.3)).isEqualTo(IouThreshold.moreThan(3, 10));
    assertThat(IouThreshold.moreThan(0.3).accepts(3, 10)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, Double.NaN, 1e-19})
  void decimalThatCannotBeAThresholdIsRefused(double decimal) {
    assertThatThrownBy(() -> IouThreshold.moreThan(decimal))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("threshold=" + decimal);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, false, > 0",
    "1, 4, false, > 0.25",
    "2, 4, false, > 0.5",
    "11, 20, true, >= 0.55",
    "1, 1, true, >= 1",
    "1, 1000000000, true, >= 0.000000001",
    "2, 6, false, > 1/3",
    "2147483646, 2147483647, true, >= 2147483646/2147483647"
  })
  void nameIsShortAndExact(int numerator, int denominator, boolean inclusive, String name) {
    assertThat(new IouThreshold(numerator, denominator, inclusive)).hasToString(name);
  }

  @Test
  void equalFractionsAreEqualThresholds() {
    assertThat(IouThreshold.atLeast(10, 20)).isEqualTo(IouThreshold.atLeast(1, 2));
    assertThat(IouThreshold.atLeast(1, 2)).isNotEqualTo(IouThreshold.MORE_THAN_HALF);
    assertThat(IouThreshold.moreThan(0, 7)).isEqualTo(IouThreshold.moreThan(0, 1));
  }

  @Test
  void tenThresholdsOfCoco() {
    assertThat(IouThreshold.FROM_50_TO_95.stream().map(IouThreshold::toString))
        .containsExactly(
            ">= 0.5", ">= 0.55", ">= 0.6", ">= 0.65", ">= 0.7", ">= 0.75", ">= 0.8", ">= 0.85",
            ">= 0.9", ">= 0.95");
    assertThat(IouThreshold.FROM_50_TO_95.stream().map(IouThreshold::value))
        .containsExactly(0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, true",
    "3, 2, true",
    "1, 1, false",
    "-1, 2, false",
    "0, 0, false",
    "-1, -2, true"
  })
  void thresholdThatAcceptsAllOrNothingIsRefused(
      int numerator, int denominator, boolean inclusive) {
    assertThatThrownBy(() -> new IouThreshold(numerator, denominator, inclusive))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("numerator=" + numerator)
        .hasMessageContaining("denominator=" + denominator);
  }
}
