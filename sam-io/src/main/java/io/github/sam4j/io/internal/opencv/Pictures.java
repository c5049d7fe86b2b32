// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.opencv;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** Copies between 8-bit arrays and OpenCV's matrices. */
final class Pictures {
  private Pictures() {}

  /** Returns a matrix with a copy of the samples; the enclosing scope frees it. */
  static Mat matrix(int width, int height, int type, byte[] samples) {
    Mat matrix = new Mat(height, width, type);
    matrix.data().capacity(samples.length).put(samples);
    return matrix;
  }

  /** Returns a copy of the samples of a matrix. */
  static byte[] samples(Mat matrix) {
    if (!matrix.isContinuous()) {
      throw new IllegalStateException("expected a matrix without gaps, got step=" + matrix.step());
    }
    byte[] samples = new byte[Math.toIntExact(matrix.total() * matrix.elemSize())];
    BytePointer data = matrix.data();
    data.capacity(samples.length).get(samples);
    return samples;
  }
}
