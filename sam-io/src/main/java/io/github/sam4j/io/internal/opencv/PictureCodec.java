// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.opencv;

import io.github.sam4j.image.RgbImage;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/** Decodes JPEG files and encodes PNG files. */
public final class PictureCodec {
  private PictureCodec() {}

  /**
   * Returns the picture of a JPEG file: grey is copied to all channels, a rotation stated in the
   * file is not applied. OpenCV prints what is wrong with a file to standard error: the caller has
   * checked it.
   *
   * @return empty if OpenCV cannot decode it
   */
  public static Optional<RgbImage> decodeJpeg(byte[] file) {
    return OpenCv.call("decoding a JPEG", () -> {
      Mat decoded = imdecode(Pictures.matrix(file.length, 1, opencv_core.CV_8UC1, file));
      if (decoded.empty() || decoded.type() != opencv_core.CV_8UC3) {
        return Optional.empty();
      }
      return Optional.of(RgbImage.of(decoded.cols(), decoded.rows(), Pictures.samples(decoded)));
    });
  }

  private static Mat imdecode(Mat encoded) {
    try {
      return opencv_imgcodecs.imdecode(
          encoded, opencv_imgcodecs.IMREAD_COLOR_RGB | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION);
    } catch (RuntimeException e) {
      // a C++ exception of the decoder means the same as no picture: the file is damaged
      return new Mat();
    }
  }

  /** Returns a PNG file of a colour picture. */
  public static byte[] encodePng(RgbImage image) {
    return OpenCv.call("encoding a PNG", () -> {
      Mat rgb =
          Pictures.matrix(image.width(), image.height(), opencv_core.CV_8UC3, image.toByteArray());
      Mat bgr = new Mat();
      opencv_imgproc.cvtColor(rgb, bgr, opencv_imgproc.COLOR_RGB2BGR);
      return encode(bgr);
    });
  }

  /**
   * Returns a PNG file of a grey picture.
   *
   * @param grey {@code width * height} samples, row-major
   */
  public static byte[] encodePng(int width, int height, byte[] grey) {
    return OpenCv.call(
        "encoding a PNG", () -> encode(Pictures.matrix(width, height, opencv_core.CV_8UC1, grey)));
  }

  private static byte[] encode(Mat picture) {
    BytePointer file = new BytePointer();
    if (!opencv_imgcodecs.imencode(".png", picture, file)) {
      throw new IllegalStateException(
          "imencode refused a picture of " + picture.cols() + "x" + picture.rows() + " as PNG");
    }
    byte[] bytes = new byte[Math.toIntExact(file.limit())];
    file.get(bytes);
    return bytes;
  }
}
