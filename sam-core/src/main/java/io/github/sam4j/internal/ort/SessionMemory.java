// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.ort;

import io.github.sam4j.device.Device;
import io.github.sam4j.internal.memory.Closing;
import io.github.sam4j.internal.memory.UseCount;
import io.github.sam4j.model.InferenceException;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.onnxruntime.Allocator;
import org.bytedeco.onnxruntime.MemoryInfo;
import org.bytedeco.onnxruntime.Value;
import org.bytedeco.onnxruntime.global.onnxruntime;

/**
 * Memory from an allocator of a session. Sessions with the CUDA provider have two additional
 * allocators: for the memory of the GPU, and for pinned host memory, which the GPU accesses
 * directly.
 *
 * <p>An allocator is valid only while its session is open, so the session stays open until the last
 * block has been freed.
 */
final class SessionMemory implements AutoCloseable {
  private final Device device;
  private final boolean readable;
  private final MemoryInfo info;
  private final Allocator allocator;
  private final UseCount uses;

  private SessionMemory(OrtSession session, MemoryInfo info, boolean readable, Runnable freed) {
    this.device = session.device();
    this.readable = readable;
    this.info = info;
    try {
      this.allocator = session.allocator(info);
    } catch (RuntimeException | Error e) {
      info.close();
      throw e;
    }
    this.uses = new UseCount(
        "memory of " + device,
        () -> Closing.all(() -> DeviceThread.run(device, allocator::close), info::close, freed));
  }

  /** Returns the memory of a session's GPU; {@code freed} is called after the last block. */
  static SessionMemory ofGpu(OrtSession session, Runnable freed) {
    MemoryInfo gpu = new MemoryInfo(
        "Cuda",
        onnxruntime.OrtDeviceAllocator,
        session.device().index(),
        onnxruntime.OrtMemTypeDefault);
    return new SessionMemory(session, gpu, /* readable= */ false, freed);
  }

  /** Returns pinned host memory; {@code freed} is called after the last block. */
  static SessionMemory pinned(OrtSession session, Runnable freed) {
    MemoryInfo pinned = new MemoryInfo(
        "CudaPinned",
        onnxruntime.OrtDeviceAllocator,
        session.device().index(),
        onnxruntime.OrtMemTypeCPUOutput);
    return new SessionMemory(session, pinned, /* readable= */ true, freed);
  }

  /** Returns ordinary host memory; {@code freed} is called after the last block. */
  static SessionMemory ofHost(OrtSession session, Runnable freed) {
    MemoryInfo host =
        MemoryInfo.CreateCpu(onnxruntime.OrtDeviceAllocator, onnxruntime.OrtMemTypeDefault);
    return new SessionMemory(session, host, /* readable= */ true, freed);
  }

  /**
   * Returns a block; the caller frees it.
   *
   * @throws InferenceException if the memory is exhausted
   * @throws IllegalStateException if this is closed
   */
  MemoryBlock allocate(long bytes) {
    uses.enter();
    try {
      return new Block(DeviceThread.call(device, () -> allocateHere(bytes)), bytes);
    } catch (RuntimeException | Error e) {
      uses.leave();
      throw e;
    }
  }

  private Pointer allocateHere(long bytes) {
    try {
      return allocator.Alloc(bytes);
    } catch (RuntimeException e) {
      throw new InferenceException(
          "ONNX Runtime has no " + bytes + " bytes of the memory of " + device + ": "
              + OrtNatives.reason(e),
          e);
    }
  }

  /** Releases the allocator when the last block has been freed. Idempotent. */
  @Override
  public void close() {
    uses.close();
  }

  private final class Block implements MemoryBlock {
    private final Pointer memory;
    private final long bytes;

    Block(Pointer memory, long bytes) {
      this.memory = memory;
      this.bytes = bytes;
    }

    @Override
    public long bytes() {
      return bytes;
    }

    @Override
    public BytePointer address() {
      return new BytePointer(memory);
    }

    @Override
    public boolean isReadable() {
      return readable;
    }

    @Override
    public Device device() {
      return readable ? Device.cpu() : device;
    }

    @Override
    public Value value(BytePointer part, int onnxType, long[] shape) {
      return Value.CreateTensor(
          info.asOrtMemoryInfo(),
          part,
          part.limit() - part.position(),
          shape,
          shape.length,
          onnxType);
    }

    @Override
    public void free() {
      try {
        DeviceThread.run(device, () -> allocator.Free(memory));
      } finally {
        uses.leave();
      }
    }
  }
}
