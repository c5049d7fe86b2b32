// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.ort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.device.Device;
import io.github.sam4j.weights.internal.format.ElementType;
import java.nio.FloatBuffer;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.onnxruntime.Value;
import org.junit.jupiter.api.Test;

final class TensorMemoryTest {
  @Test
  void tellsWhatIsOutstandingWhenItIsClosed() {
    TensorMemory memory = TensorMemory.onHost();
    OrtTensor one = memory.deviceFloats(1, 16, 64, 64);
    OrtTensor two = memory.deviceFloats(1, 16, 64, 64);
    OrtTensor labels = memory.stagingLongs(3, 2);

    assertThat(memory.openTensors()).isEqualTo(3);
    assertThat(memory.openBytes()).isEqualTo(2 * 4 * 16 * 64 * 64 + 512);
    memory.close();
    assertThat(memory.outstanding()).isEqualTo("2 x float32[1, 16, 64, 64], 1 x int64[3, 2]");

    one.floatBuffer().put(0, 1);
    one.close();
    two.close();
    labels.close();
    assertThat(memory.openTensors()).isZero();
    assertThat(memory.openBytes()).isZero();
    assertThat(memory.outstanding()).isEmpty();
    assertThatThrownBy(() -> memory.stagingFloats(1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void memoryIsAlignedToSixtyFourBytesAndUsedAgain() {
    try (TensorMemory memory = TensorMemory.onHost()) {
      OrtTensor first = memory.stagingFloats(1000);
      first.whileOpen(
          bytes -> assertThat((bytes.address() + bytes.position()) % 64).isZero());
      first.floatBuffer().put(999, 7);
      first.close();

      try (OrtTensor second = memory.deviceFloats(10, 100)) {
        assertThat(second.floatBuffer().get(999)).as("what the first left").isEqualTo(7);
      }
    }
  }

  @Test
  void aTensorOutlivesItsClosingWhileSomebodyUsesIt() {
    try (TensorMemory memory = TensorMemory.onHost()) {
      OrtTensor tensor = memory.stagingFloats(4);
      tensor.whileOpen(bytes -> {
        tensor.close();
        assertThat(memory.openTensors()).isEqualTo(1);
        assertThatThrownBy(tensor::floatBuffer).hasMessageContaining("closed");
      });
      assertThat(memory.openTensors()).isZero();
    }
  }

  /** Host memory that says that it lives on a GPU. */
  private static final class PretendedGpuBlock implements MemoryBlock {
    private final HostBlock memory = new HostBlock(64);

    @Override
    public long bytes() {
      return memory.bytes();
    }

    @Override
    public BytePointer address() {
      return memory.address();
    }

    @Override
    public boolean isReadable() {
      return false;
    }

    @Override
    public Device device() {
      return Device.cuda(0);
    }

    @Override
    public Value value(BytePointer part, int onnxType, long[] shape) {
      return memory.value(part, onnxType, shape);
    }

    @Override
    public void free() {
      memory.free();
    }
  }

  private static OrtTensor onGpu() {
    return OrtTensor.over(
        new PretendedGpuBlock(), ElementType.FLOAT32, new long[] {4}, d -> {}, MemoryBlock::free);
  }

  /** The runtime would crash the process. */
  @Test
  void aSessionOnTheCpuRefusesMemoryOfAGpu() {
    long before = OrtTensor.outstanding();
    try (OrtSession session =
            OrtSession.load("copy graph", GpuMemory.copyGraph(), SessionSettings.cpu(1));
        OrtTensor host = OrtTensor.floats(4);
        OrtTensor gpu = onGpu()) {
      assertThatThrownBy(() -> session.run(Map.of("from", host), Map.of("to", gpu)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the copy graph runs on cpu, but its to lives in the memory of cuda:0");
      assertThatThrownBy(() -> session.run(Map.of("from", gpu), Map.of("to", host)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the copy graph runs on cpu, but its from lives in the memory of cuda:0");
      try (OrtTensor part = gpu.part(0, 2);
          OrtTensor half = OrtTensor.floats(2)) {
        assertThatThrownBy(() -> session.run(Map.of("from", part), Map.of("to", half)))
            .isInstanceOf(IllegalArgumentException.class);
      }

      FloatBuffer still = host.floatBuffer().put(new float[] {1, 2, 3, 4}).rewind();
      try (OrtTensor copy = OrtTensor.floats(4)) {
        session.run(Map.of("from", host), Map.of("to", copy));
        assertThat(copy.floatBuffer()).as("the session still works").isEqualTo(still);
      }
    }
    assertThat(OrtTensor.outstanding()).isEqualTo(before);
  }

  @Test
  void javaDoesNotReadMemoryOfAGpu() {
    try (OrtTensor gpu = onGpu()) {
      assertThatThrownBy(gpu::floatBuffer)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("float32[4] lives on cuda:0");
      assertThatThrownBy(gpu::zero).isInstanceOf(IllegalStateException.class);
    }
  }
}
