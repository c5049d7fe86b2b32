// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HalfFloatsTest {
  private static final int NEGATIVE = 0x8000;
  private static final int INFINITY = 0x7c00;

  /** The definition: sign, exponent and fraction taken apart. */
  private static double naive(int half) {
    int exponent = (half / 1024) % 32;
    double fraction = half % 1024 / 1024.0;
    double magnitude =
        exponent == 0 ? fraction * Math.pow(2, -14) : (1 + fraction) * Math.pow(2, exponent - 15);
    if (exponent == 31) {
      magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    }
    return half >= NEGATIVE ? -magnitude : magnitude;
  }

  @Test
  void everyHalfHasTheValueOfItsDefinitionAndComesBack() {
    for (int half = 0; half < 1 << 16; half++) {
      float value = HalfFloats.toFloat((short) half);

      assertThat(value).as("half %x", half).isEqualTo(Float.valueOf((float) naive(half)));
      if (Float.isNaN(value)) {
        assertThat(HalfFloats.toFloat(HalfFloats.toHalf(value))).isNaN();
      } else {
        assertThat(HalfFloats.toHalf(value) & 0xffff).as("half %x", half).isEqualTo(half);
      }
    }
  }

  @Test
  void betweenTwoHalvesTheNearerOneIsTakenAndInTheMiddleTheEvenOne() {
    for (int half = 0; half < INFINITY; half++) {
      // one more step would be 65536 if it weren't infinity
      double above = half + 1 == INFINITY ? 65536 : naive(half + 1);
      float middle = (float) ((naive(half) + above) / 2);
      int even = half + half % 2;

      for (int sign : new int[] {1, -1}) {
        int bit = sign < 0 ? NEGATIVE : 0;
        assertThat(HalfFloats.toHalf(sign * middle) & 0xffff).isEqualTo(even | bit);
        assertThat(HalfFloats.toHalf(sign * Math.nextDown(middle)) & 0xffff).isEqualTo(half | bit);
        assertThat(HalfFloats.toHalf(sign * Math.nextUp(middle)) & 0xffff)
            .isEqualTo(half + 1 | bit);
      }
    }
  }

  @Test
  void randomFloatsGoToTheNearestHalf_seed5() {
    Random random = new Random(5);
    for (int i = 0; i < 200_000; i++) {
      float value = (float) Math.scalb(1 + random.nextDouble(), random.nextInt(44) - 28);
      int half = HalfFloats.toHalf(value) & 0xffff;

      double error = Math.abs(naive(half) - value);
      if (half < INFINITY) {
        assertThat(error).isLessThanOrEqualTo(Math.abs(naive(half + 1) - value));
        assertThat(error).isLessThanOrEqualTo(Math.abs(naive(Math.max(0, half - 1)) - value));
      }
      assertThat(half == INFINITY).as("%s", value).isEqualTo(value >= 65520);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "65519.996, 65504, true",
    "65520, Infinity, false",
    "-65520, -Infinity, false",
    "3.4028235e38, Infinity, false",
    "Infinity, Infinity, true",
    "-Infinity, -Infinity, true",
    "1.4e-45, 0, true",
    "2.9802322e-8, 0, true",
    "2.9802326e-8, 5.9604645e-8, true",
    "-1e-30, -0.0, true"
  })
  void edgesOfTheRange(float value, float rounded, boolean fits) {
    assertThat(HalfFloats.toFloat(HalfFloats.toHalf(value))).isEqualTo(rounded);
    assertThat(HalfFloats.fits(value)).isEqualTo(fits);
  }
}
