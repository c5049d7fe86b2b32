// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Operations and bytes of operators whose shapes a test makes up. */
final class OperatorWorkTest {
  private static List<Long> shape(String sides) {
    return Arrays.stream(sides.split("x")).map(Long::valueOf).toList();
  }

  private static List<List<Long>> shapes(String text) {
    return Arrays.stream(text.split(" ")).map(OperatorWorkTest::shape).toList();
  }

  private static OperatorRun run(String operator, String inputs, String output) {
    long bytes = 4 * shape(output).stream().reduce(1L, (a, b) -> a * b);
    return new OperatorRun(operator, shapes(inputs), shapes(output), 1000, 100, bytes);
  }

  @ParameterizedTest(name = "{0} of {1} to {2}")
  @CsvSource({
    // plain, batched, shared second and first factor, transposed either way
    "MatMul, 3x5 5x7, 3x7, 5",
    "MatMul, 2x3x5 2x5x7, 2x3x7, 5",
    "MatMul, 1x8x7x16 8x16x4096, 1x8x7x4096, 16",
    "MatMul, 2x4x3x5 5x7, 2x4x3x7, 5",
    "MatMul, 3x5 2x5x7, 2x3x7, 5",
    "FusedMatMul, 5x3 5x7, 3x7, 5",
    "FusedMatMul, 1x112x2752 1x112x256, 1x2752x256, 112",
    "FusedMatMul, 1x4096x256 1x56x256, 1x4096x56, 256",
    // the batch of the first factor lies between its other axes
    "FusedMatMul, 1x4x256 4x256x256, 4x1x256, 256",
    // weights that were repacked are not listed, their bias is
    "MatMul, 361x49x128, 361x49x384, 128",
    "Gemm, 4900x160 480, 4900x480, 160",
    "Gemm, 160x4900 480, 4900x480, 160",
    "FusedGemm, 3x5 5x7 7, 3x7, 5"
  })
  void productMultipliesTheInnerSideForEveryResult(
      String operator, String inputs, String output, int inner) {
    double results = shape(output).stream().reduce(1L, (a, b) -> a * b);

    assertThat(OperatorWork.of(run(operator, inputs, output)).flops())
        .isEqualTo(2 * inner * results);
  }

  /** Two heads: queries of 5 numbers and values of 3 each, 7 queries, 11 keys. */
  @Test
  void attentionMultipliesEveryQueryWithEveryKeyAndEveryValue() {
    OperatorRun run = run("MultiHeadAttention", "1x7x10 1x11x10 1x11x6", "1x7x6");

    assertThat(OperatorWork.of(run).flops()).isEqualTo(2 * 2 * 7 * 11 * (5 + 3));
  }

  @Test
  void repackedWeightsAreMovedToo() {
    OperatorWork listed = OperatorWork.of(run("MatMul", "3x5 5x7", "3x7"));
    OperatorWork hidden = OperatorWork.of(run("MatMul", "3x5", "3x7"));

    assertThat(listed.bytes()).isEqualTo(1000 + 100 + 4 * 3 * 7);
    assertThat(hidden.bytes()).isEqualTo(listed.bytes() + 4 * 5 * 7);
  }

  @ParameterizedTest(name = "{0} of {1} to {2}")
  @CsvSource({
    "Conv, 1x3x32x32 8x3x3x3 8, 1x8x16x16, 27",
    // one channel per group, in whatever layout, and an addition that was fused in
    "Conv, 1x8x16x16 8x1x3x3 8, 1x8x16x16, 9",
    "FusedConv, 1x8x16x16 4x8x1x1 4 1x4x16x16, 1x4x16x16, 8",
    "NhwcFusedConv, 1x16x16x8 4x1x1x8, 1x16x16x4, 8"
  })
  void convolutionMultipliesTheKernelForEveryResult(
      String operator, String inputs, String output, int kernel) {
    double results = shape(output).stream().reduce(1L, (a, b) -> a * b);

    assertThat(OperatorWork.of(run(operator, inputs, output)).flops())
        .isEqualTo(2 * kernel * results);
  }

  /** 64 channels to 32, each pixel of the input spread over 2 × 2. */
  @Test
  void transposedConvolutionMultipliesTheKernelForEveryInput() {
    OperatorRun run = run("ConvTranspose", "1x64x16x16 64x32x2x2 32", "1x32x32x32");

    assertThat(OperatorWork.of(run).flops()).isEqualTo(2.0 * 64 * 16 * 16 * 32 * 2 * 2);
  }

  @Test
  void otherOperatorsOnlyMoveTheirInputsAndOutputs() {
    OperatorWork work = OperatorWork.of(run("Gelu", "3x7", "3x7"));

    assertThat(work).isEqualTo(new OperatorWork(0, 1000 + 100 + 4 * 3 * 7, true));
  }

  @Test
  void viewsMoveNothingAndSelectionsOnlyWhatTheySelect() {
    assertThat(OperatorWork.of(run("Reshape", "3x7 2", "21x1")).bytes()).isZero();
    assertThat(OperatorWork.of(run("Slice", "30x7 1 1", "3x7")).bytes()).isEqualTo(2 * 4 * 3 * 7);
  }

  @ParameterizedTest
  @CsvSource({"Einsum", "LinearAttention", "QLinearConv", "MatMulNBits"})
  void productsThatArentKnownHereAreNotPassedOver(String operator) {
    assertThat(OperatorWork.of(run(operator, "3x5 5x7", "3x7")).counted()).isFalse();
  }

  @ParameterizedTest(name = "{0} of {1} to {2}")
  @CsvSource({
    "MatMul, 3x5 7x7, 3x8",
    "MatMul, 5, 7",
    "Conv, 1x3x32x32, 1x8x16x16",
    "Conv, 1x3x32x32 8, 1x8x16x16"
  })
  void shapesThatDontFitAreRefused(String operator, String inputs, String output) {
    assertThatThrownBy(() -> OperatorWork.of(run(operator, inputs, output)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("shapes of a " + operator);
  }
}
