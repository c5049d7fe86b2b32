// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FiniteValuesTest {
  @Test
  void everyFiniteValuePasses() {
    float[] values = {0, -0f, Float.MIN_VALUE, -Float.MIN_NORMAL, Float.MAX_VALUE, -Float.MAX_VALUE
    };

    assertThat(FiniteValues.problem(values)).isEmpty();
    assertThat(FiniteValues.problem(FloatBuffer.wrap(values))).isEmpty();
    assertThat(FiniteValues.problem(new float[0])).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void valueThatIsNotFiniteIsToldWithItsPlace(float value) {
    float[] values = {1, 2, value, 4, value};
    String expected = "2 of 5 values that are not finite, the first " + value + " at index 2";

    assertThat(FiniteValues.problem(values)).contains(expected);
    assertThat(FiniteValues.problem(FloatBuffer.wrap(values))).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x7f80_0001, 0x7fff_ffff, 0xffc0_0000, 0xff80_0001})
  void everyKindOfNanIsFound(int bits) {
    assertThat(FiniteValues.problem(new float[] {Float.intBitsToFloat(bits)})).isPresent();
  }
}
