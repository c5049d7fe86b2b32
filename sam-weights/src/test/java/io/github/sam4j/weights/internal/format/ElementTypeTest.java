// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.sam4j.weights.CheckpointFiles;
import org.junit.jupiter.api.Test;

final class ElementTypeTest {
  @Test
  void everyHalfHasTheValueOfItsDefinition() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      int exponent = bits >> 10 & 0x1f;
      double fraction = (bits & 0x3ff) / 1024.0;
      double size;
      if (exponent == 0x1f) {
        size = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
      } else if (exponent == 0) {
        size = fraction * Math.pow(2, -14);
      } else {
        size = (1 + fraction) * Math.pow(2, exponent - 15);
      }

      float value = decode(ElementType.FLOAT16, bits);

      assertThat(value).as("%x", bits).isEqualTo(Float.valueOf((float)
          (bits < 0x8000 ? size : -size)));
    }
  }

  @Test
  void bfloatIsTheUpperHalfOfAFloat() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      assertThat(Float.floatToRawIntBits(decode(ElementType.BFLOAT16, bits))).isEqualTo(bits << 16);
    }
  }

  @Test
  void wholeNumbersAreNotDecoded() {
    assertThatIllegalStateException()
        .isThrownBy(() -> ElementType.INT16.decode(new byte[2], 1, new float[1], 0));
  }

  private static float decode(ElementType type, int bits) {
    float[] values = new float[1];
    type.decode(CheckpointFiles.shorts(bits), 1, values, 0);
    return values[0];
  }
}
