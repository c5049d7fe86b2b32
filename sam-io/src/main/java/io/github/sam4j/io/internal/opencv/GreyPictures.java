package io.github.sam4j.io.internal.opencv;

import io.github.sam4j.image.RgbImage;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/** Turns grey pictures into colour pictures. */
public final class GreyPictures {
  private GreyPictures() {}

  /**
   * Returns the picture whose three channels equal the grey values.
   *
   * @param grey {@code width * height} samples, row-major
   */
  public static RgbImage toRgb(int width, int height, byte[] grey) {
    return OpenCv.call("turning grey into colour", () -> {
      Mat source = Pictures.matrix(width, height, opencv_core.CV_8UC1, grey);
      Mat rgb = new Mat();
      opencv_imgproc.cvtColor(source, rgb, opencv_imgproc.COLOR_GRAY2RGB);
      return RgbImage.of(width, height, Pictures.samples(rgb));
    });
  }
}
