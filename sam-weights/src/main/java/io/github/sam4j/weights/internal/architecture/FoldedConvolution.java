// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.architecture;

import io.github.sam4j.weights.NamedTensors;
import io.github.sam4j.weights.WeightTensor;
import java.util.Arrays;
import java.util.List;

/**
 * A convolution without a bias and the batch norm that follows it, folded into one convolution with
 * a bias: {@code γ · (w ∗ x − μ) / √(σ² + ε) + β}.
 *
 * <p>Folding is deferred until the values are read: a checkpoint can declare far more values than
 * it holds, and only after all shapes have been checked is it known whether they belong to an
 * encoder.
 */
final class FoldedConvolution {
  /** Epsilon of every batch norm in TinyViT. */
  private static final double EPSILON = 1e-5;

  private static final String FILTERS = ".c.weight";
  private static final String GAIN = ".bn.weight";
  private static final String SHIFT = ".bn.bias";
  private static final String MEAN = ".bn.running_mean";
  private static final String VARIANCE = ".bn.running_var";
  private static final List<String> NORM = List.of(GAIN, SHIFT, MEAN, VARIANCE);

  private final NamedTensors tensors;
  private final String module;

  /**
   * Creates the convolution of a module that {@link #isComplete} and {@link #check} have accepted.
   */
  FoldedConvolution(NamedTensors tensors, String module) {
    this.tensors = tensors;
    this.module = module;
  }

  /** Returns the module that a tensor belongs to, or the name itself if it belongs to none. */
  static String module(String name) {
    return name.replaceFirst("\\.(c\\.weight|bn\\.\\w+)$", "");
  }

  /** Returns whether a module has filters and a complete norm. */
  static boolean isComplete(NamedTensors tensors, String module) {
    return tensors.find(module + FILTERS).isPresent()
        && NORM.stream().allMatch(part -> tensors.find(module + part).isPresent());
  }

  /** Expects filters and a norm with one value per filter in each of its tensors. */
  static void check(WeightChecker check, String module) {
    int open = WeightChecker.OPEN;
    check.expect(module + FILTERS, open, open, open, open);
    NORM.forEach(part -> check.expect(module + part, check.side(module + FILTERS, 0)));
  }

  /** Returns the folded filters. */
  WeightTensor weight() {
    return WeightTensor.stored(this::filters, tensors.get(module + FILTERS).shape());
  }

  /** Returns the folded bias. */
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

  /** Returns the factor of the norm for each channel. */
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
