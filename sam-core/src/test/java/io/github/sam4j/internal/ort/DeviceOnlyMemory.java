// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.ort;

import io.github.sam4j.device.Device;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.onnxruntime.Value;

/**
 * Tensor memory as a GPU has it, on the CPU: sessions can use its device tensors, Java can neither
 * read nor write them, and copies go through a session. What works on it never touches the memory
 * of a device.
 */
public final class DeviceOnlyMemory {
  private final AtomicLong stagingBytes = new AtomicLong();
  private final AtomicLong deviceBytes = new AtomicLong();
  private final TensorMemory memory;

  private DeviceOnlyMemory() {
    OrtSession copier =
        OrtSession.load("copy graph", GpuMemory.copyGraph(), SessionSettings.cpu(1));
    memory = TensorMemory.of(
        Device.cpu(),
        counted(stagingBytes, true),
        counted(deviceBytes, false),
        copier,
        GpuMemory.through(copier));
  }

  /** Opens such a memory; the caller, or the engine it is given to, closes {@link #memory}. */
  public static DeviceOnlyMemory open() {
    return new DeviceOnlyMemory();
  }

  /** Returns the memory. */
  public TensorMemory memory() {
    return memory;
  }

  /** Returns the bytes that Java can see and nobody has freed, pooled ones included. */
  public long stagingBytes() {
    return stagingBytes.get();
  }

  /** Returns the bytes that Java can't see and nobody has freed, pooled ones included. */
  public long deviceBytes() {
    return deviceBytes.get();
  }

  private static LongFunction<MemoryBlock> counted(AtomicLong bytes, boolean readable) {
    return size -> {
      bytes.addAndGet(size);
      return new CountedBlock(new HostBlock(size), bytes, readable);
    };
  }

  private record CountedBlock(HostBlock block, AtomicLong total, boolean isReadable)
      implements MemoryBlock {
    @Override
    public long bytes() {
      return block.bytes();
    }

    @Override
    public BytePointer address() {
      return block.address();
    }

    @Override
    public Device device() {
      return block.device();
    }

    @Override
    public Value value(BytePointer part, int onnxType, long[] shape) {
      return block.value(part, onnxType, shape);
    }

    @Override
    public void free() {
      total.addAndGet(-block.bytes());
      block.free();
    }
  }
}
