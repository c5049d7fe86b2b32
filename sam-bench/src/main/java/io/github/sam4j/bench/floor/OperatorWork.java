// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.floor;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an operator multiplies and moves.
 *
 * <p>Counted are the multiplications and additions of matrix products and convolutions, two for
 * each pair of numbers, biases left out; everything else counts as 0. Moved are all inputs and all
 * outputs, once; operators that only look at the same memory in another shape move nothing.
 *
 * @param flops multiplications and additions
 * @param bytes read and written
 * @param counted false for an operator that multiplies matrices in a way that isn't known here, so
 *     that its flops are missing
 */
record OperatorWork(double flops, double bytes, boolean counted) {
  private static final Set<String> PRODUCTS =
      Set.of("MatMul", "FusedMatMul", "FusedMatMulActivation", "Gemm", "FusedGemm");
  private static final Set<String> CONVOLUTIONS =
      Set.of("Conv", "FusedConv", "NhwcConv", "NhwcFusedConv");
  private static final String TRANSPOSED_CONVOLUTION = "ConvTranspose";
  private static final String ATTENTION = "MultiHeadAttention";
  private static final Set<String> VIEWS =
      Set.of("Reshape", "Shape", "Size", "Squeeze", "Unsqueeze", "Flatten");
  /** They read of their input only what they write. */
  private static final Set<String> SELECTIONS = Set.of("Slice", "Gather");

  private static final Pattern OTHER_PRODUCTS =
      Pattern.compile(".*(MatMul|Gemm|Conv|Attention|Einsum|GRU|LSTM|RNN).*");

  /**
   * Counts.
   *
   * @throws IllegalArgumentException if the shapes don't fit the operator
   */
  static OperatorWork of(OperatorRun run) {
    String operator = run.operator();
    if (VIEWS.contains(operator)) {
      return new OperatorWork(0, 0, true);
    }
    if (SELECTIONS.contains(operator)) {
      return new OperatorWork(0, 2.0 * run.outputBytes(), true);
    }
    double bytes = (double) run.parameterBytes() + run.activationBytes() + run.outputBytes();
    if (PRODUCTS.contains(operator)) {
      double inner = inner(run);
      return new OperatorWork(
          2 * elements(run.outputs().get(0)) * inner, bytes + hiddenWeights(run, inner), true);
    }
    if (CONVOLUTIONS.contains(operator)) {
      return new OperatorWork(2 * elements(output(run)) * kernel(run), bytes, true);
    }
    if (operator.equals(ATTENTION)) {
      // query · key and weights · value, T tokens each
      double tokens = input(run, 1).get(1);
      double queries = elements(input(run, 0)) + elements(output(run));
      return new OperatorWork(2 * tokens * queries, bytes, true);
    }
    if (operator.equals(TRANSPOSED_CONVOLUTION)) {
      return new OperatorWork(2 * elements(input(run, 0)) * kernel(run), bytes, true);
    }
    return new OperatorWork(0, bytes, !OTHER_PRODUCTS.matcher(operator).matches());
  }

  /**
   * Returns K of a product {@code [B, M, K] · [B, K, N]}. The profile doesn't tell which factor is
   * transposed, but the numbers of elements tell K: the first factor has B·M·K, the result B·M·N. A
   * factor that several matrices of the batch share has fewer, but then the other one hasn't.
   */
  private static double inner(OperatorRun run) {
    List<Long> result = output(run);
    if (result.size() < 2) {
      throw unexpected(run);
    }
    double all = elements(result);
    if (all == 0) {
      return 0;
    }
    List<Long> first = input(run, 0);
    double inner = elements(first) * result.get(result.size() - 1) / all;
    if (hasSecondFactor(run)) {
      inner = Math.max(inner, elements(run.inputs().get(1)) * result.get(result.size() - 2) / all);
    }
    if (!first.contains((long) inner) || inner != Math.rint(inner)) {
      throw unexpected(run);
    }
    return inner;
  }

  /** Repacked weights are missing; what may stand in their place is a bias of one axis. */
  private static boolean hasSecondFactor(OperatorRun run) {
    return run.inputs().size() > 1 && run.inputs().get(1).size() > 1;
  }

  /** Bytes of weights that the runtime keeps repacked and so doesn't list. */
  private static double hiddenWeights(OperatorRun run, double inner) {
    if (hasSecondFactor(run)) {
      return 0;
    }
    List<Long> result = output(run);
    double elementBytes = run.outputBytes() / Math.max(1, elements(result));
    return inner * result.get(result.size() - 1) * elementBytes;
  }

  /** Numbers of a kernel that meet in one sum: all sides of the weights but the first. */
  private static double kernel(OperatorRun run) {
    List<Long> weights = input(run, 1);
    if (weights.size() < 3) {
      throw unexpected(run);
    }
    return elements(weights.subList(1, weights.size()));
  }

  private static List<Long> input(OperatorRun run, int index) {
    if (run.inputs().size() <= index) {
      throw unexpected(run);
    }
    return run.inputs().get(index);
  }

  private static List<Long> output(OperatorRun run) {
    if (run.outputs().isEmpty()) {
      throw unexpected(run);
    }
    return run.outputs().get(0);
  }

  private static double elements(List<Long> shape) {
    double product = 1;
    for (long side : shape) {
      product *= side;
    }
    return product;
  }

  private static IllegalArgumentException unexpected(OperatorRun run) {
    return new IllegalArgumentException("expected the shapes of a " + run.operator() + ", found "
        + run.inputs() + " to " + run.outputs());
  }
}
