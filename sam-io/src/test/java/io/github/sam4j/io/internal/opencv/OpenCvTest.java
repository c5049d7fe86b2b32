// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.opencv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.NoSuchElementException;
import java.util.Optional;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;

final class OpenCvTest {
  @Test
  void failuresInsideOpenCvNameTheOperation() {
    assertThatThrownBy(() -> OpenCv.call("a test", () -> {
          Mat result = new Mat();
          opencv_imgproc.cvtColor(new Mat(), result, opencv_imgproc.COLOR_GRAY2RGB);
          return result.total();
        }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("a test failed in OpenCV: ")
        .hasCauseExactlyInstanceOf(RuntimeException.class);
  }

  @Test
  void failuresOfThePublicMethodsAreTranslated() {
    assertThatThrownBy(() -> PictureCodec.encodePng(1, -1, new byte[1]))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void exceptionsOfTheCodeItselfPassThrough() {
    assertThatThrownBy(() -> OpenCv.call("a test", () -> Optional.empty().orElseThrow()))
        .isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void aFileThatCannotBeDecodedGivesNothing() {
    assertThat(PictureCodec.decodeJpeg(new byte[100])).isEmpty();
  }
}
