// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.ort;

import io.github.sam4j.device.Device;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.onnxruntime.MemoryInfo;
import org.bytedeco.onnxruntime.Value;
import org.bytedeco.onnxruntime.global.onnxruntime;

/** Ordinary host memory, aligned to 64 bytes: a cache line and the widest vector. */
final class HostBlock implements MemoryBlock {
  private static final int ALIGNMENT = 64;

  private final long bytes;
  private final BytePointer memory;
  private final BytePointer aligned;

  HostBlock(long bytes) {
    OrtNatives.load();
    this.bytes = bytes;
    memory = new BytePointer(Math.addExact(bytes, ALIGNMENT));
    aligned = new BytePointer(memory);
    aligned.position(Math.floorMod(-memory.address(), ALIGNMENT));
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public BytePointer address() {
    return aligned;
  }

  @Override
  public boolean isReadable() {
    return true;
  }

  @Override
  public Device device() {
    return Device.cpu();
  }

  @Override
  public Value value(BytePointer part, int onnxType, long[] shape) {
    try (MemoryInfo host =
        MemoryInfo.CreateCpu(onnxruntime.OrtDeviceAllocator, onnxruntime.OrtMemTypeCPU)) {
      return Value.CreateTensor(
          host.asOrtMemoryInfo(),
          part,
          part.limit() - part.position(),
          shape,
          shape.length,
          onnxType);
    }
  }

  @Override
  public void free() {
    memory.close();
  }
}
