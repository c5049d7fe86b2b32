// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.internal.ort.OrtTensor;
import java.util.Arrays;
import java.util.Random;

/** Values that tests put into graphs and take out of them. */
final class GraphValues {
  /** Largest difference over largest value. */
  private static final double TOLERANCE = 1e-4;

  private GraphValues() {}

  /** Returns a tensor of the given values; the caller closes it. */
  static OrtTensor tensor(float[] values, long... shape) {
    OrtTensor tensor = OrtTensor.floats(shape);
    tensor.floatBuffer().put(values);
    return tensor;
  }

  /** Returns a copy of a tensor's values. */
  static float[] readAll(OrtTensor tensor) {
    var buffer = tensor.floatBuffer();
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return values;
  }

  /** Returns one of equal parts of an array. */
  static float[] part(float[] values, int index, int parts) {
    int length = values.length / parts;
    return Arrays.copyOfRange(values, index * length, (index + 1) * length);
  }

  /** Returns normally distributed numbers. */
  static float[] gaussian(Random random, int length, double deviation) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    return values;
  }

  /** Checks that the largest difference is small against the largest value. */
  static void assertClose(float[] actual, double[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    double largest = 0;
    double worst = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      double difference = Math.abs(actual[i] - expected[i]);
      // NaN must not pass
      worst = difference <= worst ? worst : difference;
    }
    assertThat(worst / largest).isLessThanOrEqualTo(TOLERANCE);
  }
}
