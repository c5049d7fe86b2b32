package io.github.sam4j.internal.ort;

import io.github.sam4j.internal.memory.UseCount;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.onnxruntime.Allocator;
import org.bytedeco.onnxruntime.MemoryInfo;
import org.bytedeco.onnxruntime.Value;
import org.bytedeco.onnxruntime.global.onnxruntime;

/**
 * One of the two allocators that a session with the CUDA provider has: memory of the GPU, or pinned
 * memory of the host, which the GPU copies from and to without a detour.
 *
 * <p>The allocator lives as long as its session, so the session stays open until the last block is
 * freed.
 */
final class CudaMemory implements AutoCloseable {
  private final ExecutionDevice device;
  private final boolean pinned;
  private final MemoryInfo info;
  private final Allocator allocator;
  private final UseCount uses;

  private CudaMemory(OrtSession session, boolean pinned, Runnable freed) {
    this.device = session.device();
    this.pinned = pinned;
    this.info = pinned
        ? new MemoryInfo(
            "CudaPinned",
            onnxruntime.OrtDeviceAllocator,
            device.index(),
            onnxruntime.OrtMemTypeCPUOutput)
        : new MemoryInfo(
            "Cuda", onnxruntime.OrtDeviceAllocator, device.index(), onnxruntime.OrtMemTypeDefault);
    try {
      this.allocator = session.allocator(info);
    } catch (RuntimeException | Error e) {
      info.close();
      throw e;
    }
    this.uses = new UseCount("memory of " + device, () -> {
      allocator.close();
      info.close();
      freed.run();
    });
  }

  /** Returns the memory of a session's GPU; {@code freed} is called after the last block. */
  static CudaMemory ofDevice(OrtSession session, Runnable freed) {
    return new CudaMemory(session, false, freed);
  }

  /** Returns pinned memory of the host; {@code freed} is called after the last block. */
  static CudaMemory pinned(OrtSession session, Runnable freed) {
    return new CudaMemory(session, true, freed);
  }

  MemoryBlock allocate(long bytes) {
    uses.enter();
    try {
      return new Block(allocator.Alloc(bytes), bytes);
    } catch (RuntimeException | Error e) {
      uses.leave();
      throw e;
    }
  }

  /** Lets go of the allocator when the last block has been freed. Idempotent. */
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
      return pinned;
    }

    @Override
    public ExecutionDevice device() {
      return pinned ? ExecutionDevice.CPU : device;
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
      allocator.Free(memory);
      uses.leave();
    }
  }
}
