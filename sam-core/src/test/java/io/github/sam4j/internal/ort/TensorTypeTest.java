// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.ort;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.onnxruntime.global.onnxruntime;
import org.junit.jupiter.api.Test;

final class TensorTypeTest {
  private static final TensorType IMAGE = TensorType.of(
      onnxruntime.ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT, new long[] {-1, 3, 1024, 1024});

  @Test
  void openSideAdmitsEverySize() {
    assertThat(IMAGE.admits("float32", 1, 3, 1024, 1024)).isTrue();
    assertThat(IMAGE.admits("float32", 8, 3, 1024, 1024)).isTrue();
  }

  @Test
  void anotherSideRankOrElementTypeIsNotAdmitted() {
    assertThat(IMAGE.admits("float32", 1, 4, 1024, 1024)).isFalse();
    assertThat(IMAGE.admits("float32", 3, 1024, 1024)).isFalse();
    assertThat(IMAGE.admits("float16", 1, 3, 1024, 1024)).isFalse();
  }

  @Test
  void halfPrecisionHasAName() {
    TensorType half =
        TensorType.of(onnxruntime.ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT16, new long[] {2, -1});

    assertThat(half).hasToString("float16[2, ?]");
  }
}
