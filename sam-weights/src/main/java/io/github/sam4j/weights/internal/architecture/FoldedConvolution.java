// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.architecture;

import io.github.sam4j.weights.NamedTensors;
import io.github.sam4j.weights.WeightTensor;
import java.util.Arrays;
import java.util.List;

/**
 * A convolution without a bias and the batch norm behind it, as one convolution with a bias:
 * {@code γ · (w ∗ x − μ) / √(σ² + ε) + β}.
 *
 * <p>Nothing is folded before the values are asked for. A checkpoint may claim far more values than
 * it holds, and whether they belong to an encoder at all is known only once all shapes are.
 */
final class FoldedConvolution {
  /** Of every batch norm in TinyViT. */
  private static final double EPSILON = 1e-5;

  private static final String FILTERS = ".c.weight";
  private static final String GAIN = ".bn.weight";
  private static final String SHIFT = ".bn.bias";
  private static final String MEAN = ".bn.running_mean";
  private static final String VARIANCE = ".bn.running_var";
  private static final List<String> NORM = List.of(GAIN, SHIFT, MEAN, VARIANCE);

  private final NamedTensors tensors;
  private final String module;

  /** Names a module that {@link #isComplete} and {@link #check} have found to be one. */
  FoldedConvolution(NamedTensors tensors, String module) {
    this.tensors = tensors;
    this.module = module;
  }

  /**
   * Returns the module that a tensor of this name belongs to, or the name if it's no part of one.
   */
  static String module(String name) {
    return name.replaceFirst("\\.(c\\.weight|bn\\.\\w+)$", "");
  }

  /** Returns whether a module has filters and a whole norm. */
  static boolean isComplete(NamedTensors tensors, String module) {
    return tensors.find(module + FILTERS).isPresent()
        && NORM.stream().allMatch(part -> tensors.find(module + part).isPresent());
  }

  /** Expects filters, and as many values in each part of the norm as there are filters. */
  static void check(WeightChecker check, String module) {
    int open = WeightChecker.OPEN;
    check.expect(module + FILTERS, open, open, open, open);
    NORM.forEach(part -> check.expect(module + part, check.side(module + FILTERS, 0)));
  }

  /** Returns the filters of the one convolution. */
  WeightTensor weight() {
    return WeightTensor.stored(this::filters, tensors.get(module + FILTERS).shape());
  }

  /** Returns the bias of the one convolution. */
  WeightTensor bias() {
    return WeightTensor.stored(this::shifts, tensors.get(module + SHIFT).shape());
  }

  private float[] filters() {
    float[] values = values(FILTERS);
    double[] factors = factors();
    int length = values.length / factors.length;
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (values[i] * factors[i / length]);
    }
    return values;
  }

  private float[] shifts() {
    float[] bias = values(SHIFT);
    float[] mean = values(MEAN);
    double[] factors = factors();
    for (int channel = 0; channel < bias.length; channel++) {
      bias[channel] = (float) (bias[channel] - mean[channel] * factors[channel]);
    }
    return bias;
  }

  /** What the norm multiplies each channel with. */
  private double[] factors() {
    float[] gain = values(GAIN);
    float[] variance = values(VARIANCE);
    double[] factors = new double[gain.length];
    Arrays.setAll(factors, channel -> gain[channel] / Math.sqrt(variance[channel] + EPSILON));
    return factors;
  }

  private float[] values(String part) {
    return tensors.get(module + part).toArray();
  }
}
