package io.github.sam4j.metrics.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IouThresholdTest {
  @Test
  void fractionItselfPassesAtLeastButNotMoreThan() {
    InstancePair threeFifths = new InstancePair(1, 1, 12, 20);

    assertThat(IouThreshold.atLeast(3, 5).accepts(threeFifths)).isTrue();
    assertThat(IouThreshold.moreThan(3, 5).accepts(threeFifths)).isFalse();
    assertThat(IouThreshold.moreThan(59, 100).accepts(threeFifths)).isTrue();
    assertThat(IouThreshold.atLeast(61, 100).accepts(threeFifths)).isFalse();
  }

  @Test
  void differenceTooSmallForADoubleDecides() {
    long union = 1L << 60;
    InstancePair justAboveHalf = new InstancePair(1, 1, (union >> 1) + 1, union);

    assertThat(justAboveHalf.iou()).isEqualTo(0.5);
    assertThat(IouThreshold.MORE_THAN_HALF.accepts(justAboveHalf)).isTrue();
  }

  @Test
  void sumThatExceeds64BitsIsNoSilentError() {
    InstancePair huge = new InstancePair(1, 1, 1L << 60, 1L << 61);

    assertThatThrownBy(() -> IouThreshold.atLeast(11, 20).accepts(huge))
        .isInstanceOf(ArithmeticException.class);
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
