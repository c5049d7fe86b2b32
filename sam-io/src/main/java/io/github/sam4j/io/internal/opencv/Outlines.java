// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.opencv;

import io.github.sam4j.mask.Mask;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.AbstractScalar;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;

/** Finds the outlines of masks. */
public final class Outlines {
  private Outlines() {}

  /**
   * Returns the outer and inner outlines of a mask: lines one pixel wide on its outermost pixels
   * and on those around its holes.
   */
  public static Mask of(Mask mask) {
    int width = mask.width();
    int height = mask.height();
    return OpenCv.call("finding outlines", () -> {
      Mat source = Pictures.matrix(width, height, opencv_core.CV_8UC1, mask.toByteArray(1));
      MatVector contours = new MatVector();
      opencv_imgproc.findContours(
          source, contours, opencv_imgproc.RETR_LIST, opencv_imgproc.CHAIN_APPROX_NONE);
      Mat drawn = Pictures.matrix(width, height, opencv_core.CV_8UC1, new byte[width * height]);
      opencv_imgproc.drawContours(drawn, contours, -1, AbstractScalar.WHITE);
      byte[] pixels = Pictures.samples(drawn);
      return Mask.of(width, height, (x, y) -> pixels[y * width + x] != 0);
    });
  }
}
