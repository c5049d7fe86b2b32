// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CoveredLogitsTest {
  @Test
  void logitsOutsideOfTheImageStayAsTheyAre() {
    FloatBuffer source = FloatBuffer.allocate(1 + 2 * 3);
    for (int i = 0; i < 7; i++) {
      source.put(i, i);
    }
    float[] values = new float[256 * 256];

    new CoveredLogits(source, 1, 2, 3).copyTo(values, 256);

    float[] expected = new float[256 * 256];
    System.arraycopy(new float[] {1, 2, 3}, 0, expected, 0, 3);
    System.arraycopy(new float[] {4, 5, 6}, 0, expected, 256, 3);
    assertThat(values).isEqualTo(expected);
    assertThat(source.position()).isZero();
  }

  @ParameterizedTest(name = "{1} x {2} from {0}")
  @CsvSource({
    "0, 0, 3",
    "0, 3, 0",
    "0, 513, 1",
    "0, 1, 513",
    "0, 65536, 65536",
    "-1, 2, 3",
    "1, 2, 256",
    "0, 3, 256"
  })
  void partThatIsNotInTheBufferIsRefused(int from, int rows, int columns) {
    FloatBuffer source = FloatBuffer.allocate(512);

    assertThatThrownBy(() -> new CoveredLogits(source, from, rows, columns))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rows=" + rows + " columns=" + columns + " from=" + from)
        .hasMessageContaining("512");
  }
}
