// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.ort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.device.CudaOptions;
import io.github.sam4j.device.Device;
import io.github.sam4j.model.InferenceException;
import io.github.sam4j.weights.internal.format.ElementType;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With the allocator that every session has; those of a GPU differ in their names only. */
final class SessionMemoryTest {
  private final OrtSession session =
      OrtSession.load("copy graph", GpuMemory.copyGraph(), SessionSettings.cpu(1));

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void itsTensorsAreReadWrittenAndRunOn() {
    SessionMemory memory = SessionMemory.ofHost(session, () -> {});
    MemoryBlock block = memory.allocate(4096);
    try (OrtTensor from =
            OrtTensor.over(block, ElementType.FLOAT32, new long[] {2, 3}, d -> {}, b -> b.free());
        OrtTensor to = OrtTensor.floats(2, 3)) {
      float[] values = {1, 2, 3, 4, 5, 6};
      assertThat(from.floatBuffer().remaining()).isEqualTo(6);
      from.floatBuffer().put(values);

      GpuMemory.through(session).copy(from, to);

      float[] copied = new float[6];
      to.floatBuffer().get(copied);
      assertThat(copied).containsExactly(values);
    }
    memory.close();
  }

  @Test
  void theSessionIsKeptUntilTheLastBlockIsFreed() {
    AtomicInteger freed = new AtomicInteger();
    SessionMemory memory = SessionMemory.ofHost(session, freed::incrementAndGet);
    MemoryBlock first = memory.allocate(64);
    MemoryBlock second = memory.allocate(64);

    memory.close();
    memory.close();
    assertThatThrownBy(() -> memory.allocate(64))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("memory of cpu is closed");
    first.free();
    assertThat(freed).hasValue(0);
    second.free();
    assertThat(freed).hasValue(1);
  }

  @Test
  void aSessionOnTheCpuHasNoMemoryOfAGpu() {
    AtomicInteger freed = new AtomicInteger();

    assertThatThrownBy(() -> SessionMemory.ofGpu(session, freed::incrementAndGet))
        .isInstanceOf(InferenceException.class)
        .hasMessageStartingWith("ONNX Runtime has no such memory for the copy graph on cpu: ");
    assertThatThrownBy(() -> SessionMemory.pinned(session, freed::incrementAndGet))
        .isInstanceOf(InferenceException.class);
    assertThat(freed).hasValue(0);
  }

  @Test
  void aGraphForAGpuThatIsNotThereIsRefused() {
    SessionSettings settings =
        new SessionSettings(Device.cuda(999), 1, CudaOptions.defaults(), Optional.empty());

    assertThatThrownBy(() -> OrtSession.load("copy graph", GpuMemory.copyGraph(), settings))
        .isInstanceOf(InferenceException.class)
        .hasMessageStartingWith("ONNX Runtime cannot load the copy graph for cuda:999: ");
    assertThatThrownBy(() -> TensorMemory.of(settings)).isInstanceOf(InferenceException.class);
  }

  @Test
  void theLimitOfAGraphIsNoneOfAllTensors() {
    SessionSettings settings = new SessionSettings(
        Device.cuda(0),
        8,
        CudaOptions.builder()
            .memoryLimitBytes(1000)
            .arenaGrowth(CudaOptions.ArenaGrowth.SAME_AS_REQUESTED)
            .build(),
        Optional.empty());

    SessionSettings copier = GpuMemory.ofCopier(settings);

    assertThat(settings.providerOptions()).containsEntry("gpu_mem_limit", "1000");
    assertThat(copier.providerOptions())
        .containsEntry("arena_extend_strategy", "kSameAsRequested")
        .doesNotContainKey("gpu_mem_limit");
    assertThat(copier.device()).isEqualTo(settings.device());
    assertThat(copier.threads()).isEqualTo(1);
  }

  @Test
  void memoryThatCannotBeHadIsToldWithItsSize() {
    AtomicInteger freed = new AtomicInteger();
    SessionMemory memory = SessionMemory.ofHost(session, freed::incrementAndGet);
    long bytes = 1L << 60;

    assertThatThrownBy(() -> memory.allocate(bytes))
        .isInstanceOf(InferenceException.class)
        .hasMessageStartingWith("ONNX Runtime has no " + bytes + " bytes of the memory of cpu: ");

    memory.close();
    assertThat(freed).as("nothing holds it").hasValue(1);
  }
}
