// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.volume;

/** The linear map from stored samples to values: {@code value = slope * sample + intercept}. */
record Scaling(double slope, double intercept) {
  /** Values equal the samples. */
  static final Scaling NONE = new Scaling(1, 0);

  Scaling {
    if (slope == 0 || !Double.isFinite(slope) || !Double.isFinite(intercept)) {
      throw new IllegalArgumentException(
          "slope must be finite and not 0, intercept finite, got slope=" + slope + " intercept="
              + intercept);
    }
  }

  /** Returns whether values equal the samples. */
  boolean isNone() {
    return slope == 1 && intercept == 0;
  }
}
