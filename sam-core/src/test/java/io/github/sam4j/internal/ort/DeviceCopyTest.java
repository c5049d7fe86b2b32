// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.ort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Copies between tensors, by the processor and by the graph that a GPU copies with. */
final class DeviceCopyTest {
  private static final long SEED = 64;

  static Stream<Arguments> memories() {
    Supplier<TensorMemory> host = TensorMemory::onHost;
    Supplier<TensorMemory> device = () -> DeviceOnlyMemory.open().memory();
    return Stream.of(Arguments.of("memcpy", host), Arguments.of("copy graph", device));
  }

  @ParameterizedTest(name = "{0}, seed 64")
  @MethodSource("memories")
  void numbersComeBackFromTheDeviceBitForBit(String how, Supplier<TensorMemory> source) {
    for (long[] shape : new long[][] {{1}, {1021}, {1, 3, 61, 7}, {2, 0, 5}}) {
      try (TensorMemory memory = source.get();
          OrtTensor there = memory.stagingFloats(shape);
          OrtTensor away = memory.deviceFloats(shape);
          OrtTensor back = memory.stagingFloats(shape).zero()) {
        float[] numbers = random(Math.toIntExact(there.elements()));
        there.floatBuffer().put(numbers);

        memory.copy(there, away);
        memory.copy(away, back);

        assertThat(read(back)).as(how).containsExactly(numbers);
      }
    }
  }

  @ParameterizedTest(name = "{0}, seed 64")
  @MethodSource("memories")
  void copyOfAPartLeavesItsNeighboursAlone(String how, Supplier<TensorMemory> source) {
    try (TensorMemory memory = source.get();
        OrtTensor from = memory.stagingFloats(5, 7);
        OrtTensor to = memory.stagingFloats(4, 7).zero();
        OrtTensor second = from.part(7, 2, 7);
        OrtTensor last = to.part(14, 2, 7)) {
      float[] numbers = random(5 * 7);
      from.floatBuffer().put(numbers);

      memory.copy(second, last);

      float[] expected = new float[4 * 7];
      System.arraycopy(numbers, 7, expected, 14, 14);
      assertThat(read(to)).as(how).containsExactly(expected);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("memories")
  void unlikeTensorsAreRefused(String how, Supplier<TensorMemory> source) {
    try (TensorMemory memory = source.get();
        OrtTensor floats = memory.stagingFloats(2, 3);
        OrtTensor turned = memory.deviceFloats(3, 2);
        OrtTensor longs = memory.stagingLongs(2, 3);
        OrtTensor otherLongs = memory.stagingLongs(2, 3)) {
      assertThatThrownBy(() -> memory.copy(floats, turned))
          .as(how)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("float32[2, 3] and float32[3, 2]");
      assertThatThrownBy(() -> memory.copy(longs, floats))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("int64[2, 3] and float32[2, 3]");
      assertThatThrownBy(() -> memory.copy(longs, otherLongs))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("int64[2, 3] and int64[2, 3]");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("memories")
  void closedTensorIsNeitherReadNorWritten(String how, Supplier<TensorMemory> source) {
    try (TensorMemory memory = source.get();
        OrtTensor open = memory.stagingFloats(2).zero()) {
      OrtTensor closed = memory.deviceFloats(2);
      closed.close();

      assertThatThrownBy(() -> memory.copy(open, closed))
          .as(how)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("OrtTensor is closed");
      assertThatThrownBy(() -> memory.copy(closed, open))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("OrtTensor is closed");
    }
  }

  @Test
  void javaIsRefusedTheMemoryOfADevice() {
    try (TensorMemory memory = DeviceOnlyMemory.open().memory();
        OrtTensor hidden = memory.deviceFloats(2, 3);
        OrtTensor part = hidden.part(3, 3)) {
      assertThatThrownBy(hidden::floatBuffer)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("Java can read")
          .hasMessageContaining("float32[2, 3]");
      assertThatThrownBy(hidden::zero).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(part::floatBuffer).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void memoryOfADeviceIsFreedWhenItsLastTensorIsClosed() {
    DeviceOnlyMemory both = DeviceOnlyMemory.open();
    OrtTensor early = both.memory().stagingFloats(1000);
    OrtTensor late = both.memory().deviceFloats(1000);
    early.close();
    assertThat(both.stagingBytes()).as("kept for later").isGreaterThanOrEqualTo(4000);

    both.memory().close();

    assertThat(both.stagingBytes()).isZero();
    assertThat(both.deviceBytes()).as("still in use").isGreaterThanOrEqualTo(4000);
    late.close();
    assertThat(both.deviceBytes()).isZero();
  }

  private static float[] random(int length) {
    Random random = new Random(SEED);
    float[] numbers = new float[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  private static float[] read(OrtTensor tensor) {
    float[] numbers = new float[Math.toIntExact(tensor.elements())];
    tensor.floatBuffer().get(numbers);
    return numbers;
  }
}
