// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LowResLogitsTest {
  private static final int LENGTH = 256 * 256;

  @Test
  void valuesAreAddressedByColumnAndRow() {
    float[] values = new float[LENGTH];
    values[3 * 256 + 7] = 1.5f;

    assertThat(LowResLogits.of(values).value(7, 3)).isEqualTo(1.5f);
  }

  @Test
  void sideFollowsFromTheNumberOfValues() {
    LowResLogits logits = LowResLogits.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9});

    assertThat(logits.side()).isEqualTo(3);
    assertThat(logits.value(2, 1)).isEqualTo(6);
    assertThat(logits).hasToString("LowResLogits[3x3]");
  }

  @Test
  void valuesAreCopiedOnTheWayInAndOut() {
    float[] values = new float[LENGTH];
    LowResLogits logits = LowResLogits.of(values);

    values[0] = 1;
    Arrays.fill(logits.toArray(), 2);

    assertThat(logits.value(0, 0)).isZero();
  }

  @Test
  void bufferIsReadAndWrittenAtTheGivenPositionOnly() {
    FloatBuffer source = FloatBuffer.allocate(LENGTH + 2);
    source.put(1, 5f).put(LENGTH, 6f);
    FloatBuffer target = FloatBuffer.allocate(LENGTH + 6);
    target.put(2, 7f).put(LENGTH + 3, 8f);

    LowResLogits.copyOf(source, 1, 256).copyTo(target, 3);

    assertThat(target.get(2)).isEqualTo(7f);
    assertThat(target.get(3)).isEqualTo(5f);
    assertThat(target.get(LENGTH + 2)).isEqualTo(6f);
    assertThat(target.get(LENGTH + 3)).isEqualTo(8f);
    assertThat(target.position()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, LENGTH - 1, LENGTH + 1})
  void numberOfValuesThatIsNoSquareIsRefused(int length) {
    assertThatThrownBy(() -> LowResLogits.of(new float[length]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a square")
        .hasMessageContaining("got " + length);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void valuesThatAreNotFiniteAreRefused(float value) {
    float[] values = new float[LENGTH];
    values[LENGTH - 1] = value;

    assertThatThrownBy(() -> LowResLogits.of(values))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("finite")
        .hasMessageContaining("" + value);
  }

  @ParameterizedTest(name = "({0}, {1})")
  @CsvSource({"-1, 0", "0, -1", "256, 0", "0, 256"})
  void valueOutsideIsRefused(int x, int y) {
    LowResLogits logits = LowResLogits.of(new float[LENGTH]);

    assertThatThrownBy(() -> logits.value(x, y))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("x=" + x + " y=" + y);
  }

  @Test
  void logitsAreEqualByTheirValues() {
    float[] other = new float[LENGTH];
    other[9] = 1;

    assertThat(LowResLogits.of(new float[LENGTH]))
        .isEqualTo(LowResLogits.of(new float[LENGTH]))
        .hasSameHashCodeAs(LowResLogits.of(new float[LENGTH]))
        .isNotEqualTo(LowResLogits.of(other));
  }
}
