// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.ort;

import io.github.sam4j.device.Device;
import io.github.sam4j.internal.memory.Closing;
import io.github.sam4j.weights.internal.format.ElementType;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The memory of the tensors of a loaded model.
 *
 * <p>There are two kinds of tensors. <em>Staging</em> tensors are read and written by Java: they
 * use ordinary memory aligned to 64 bytes on the CPU, and pinned host memory on a GPU.
 * <em>Device</em> tensors are accessed only by sessions: they use the same memory as staging
 * tensors on the CPU, and device memory on a GPU. Both are allocated from pools with a limit on
 * idle memory.
 *
 * <p>Safe for use by several threads. Tensors may be closed after this object; their memory is then
 * freed.
 */
public final class TensorMemory implements AutoCloseable {
  /**
   * Maximum number of idle bytes per pool; a batch of prompts needs 60 MB. Blocks beyond it are
   * freed. On a GPU this makes them available to the runtime's arena for tensors of other sizes,
   * but not to other programs.
   */
  private static final long HOST_IDLE = 128L << 20;

  /** 64 prompts with their logits need about half of this. */
  private static final long DEVICE_IDLE = 1L << 30;

  private static final Logger LOG = LoggerFactory.getLogger(TensorMemory.class);

  private final Device device;
  private final BlockPool staging;
  private final BlockPool onDevice;
  private final AutoCloseable origin;
  private final DeviceCopy copy;
  private final Map<String, Integer> open = new TreeMap<>();
  private boolean closed;

  private TensorMemory(
      Device device, BlockPool staging, BlockPool onDevice, AutoCloseable origin, DeviceCopy copy) {
    this.device = device;
    this.staging = staging;
    this.onDevice = onDevice;
    this.origin = origin;
    this.copy = copy;
  }

  /** Returns memory for sessions with the given settings; the caller closes it. */
  public static TensorMemory of(SessionSettings settings) {
    return settings.device().isGpu() ? onGpu(settings) : onHost();
  }

  /** Returns memory for sessions on the CPU; the caller closes it. */
  public static TensorMemory onHost() {
    BlockPool pool = new BlockPool(HostBlock::new, HOST_IDLE);
    return new TensorMemory(Device.cpu(), pool, pool, () -> {}, DeviceCopy.host());
  }

  /**
   * Returns memory from two sources of blocks; the caller closes it, which also closes the origin.
   *
   * @param origin owner of the sources
   * @param copy copies between both kinds of memory
   */
  static TensorMemory of(
      Device device,
      LongFunction<MemoryBlock> staging,
      LongFunction<MemoryBlock> onDevice,
      AutoCloseable origin,
      DeviceCopy copy) {
    return new TensorMemory(
        device,
        new BlockPool(staging, HOST_IDLE),
        new BlockPool(onDevice, DEVICE_IDLE),
        origin,
        copy);
  }

  private static TensorMemory onGpu(SessionSettings settings) {
    GpuMemory gpu = GpuMemory.open(settings);
    return of(settings.device(), gpu.pinned()::allocate, gpu.device()::allocate, gpu, gpu.copy());
  }

  /** Returns the device whose sessions can use these tensors. */
  public Device device() {
    return device;
  }

  /** Returns a tensor of floats with undefined content that Java writes or reads. */
  public OrtTensor stagingFloats(long... shape) {
    return tensor(staging, ElementType.FLOAT32, shape);
  }

  /** Returns a tensor of 64-bit integers with undefined content that Java writes. */
  public OrtTensor stagingLongs(long... shape) {
    return tensor(staging, ElementType.INT64, shape);
  }

  /** Returns a tensor of floats with undefined content that only sessions access. */
  public OrtTensor deviceFloats(long... shape) {
    return tensor(onDevice, ElementType.FLOAT32, shape);
  }

  /**
   * Copies all elements of a tensor of floats, from any kind of memory to any other.
   *
   * @throws IllegalArgumentException if their shapes differ, or a tensor is not of floats
   */
  public void copy(OrtTensor from, OrtTensor to) {
    OrtTensor.checkCopyable(from, to);
    copy.copy(from, to);
  }

  private OrtTensor tensor(BlockPool pool, ElementType type, long[] shape) {
    MemoryBlock block = pool.take(type.bytes(shape));
    try {
      OrtTensor tensor = OrtTensor.over(block, type, shape, this::forget, pool::giveBack);
      synchronized (open) {
        open.merge(tensor.description(), 1, Integer::sum);
      }
      return tensor;
    } catch (RuntimeException | Error e) {
      pool.giveBack(block);
      throw e;
    }
  }

  private void forget(String description) {
    synchronized (open) {
      open.merge(description, -1, (a, b) -> a + b == 0 ? null : a + b);
    }
  }

  /** Returns the number of open tensors. */
  public int openTensors() {
    synchronized (open) {
      return open.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /** Returns the number of bytes in open tensors. */
  public long openBytes() {
    return staging.openBytes() + (onDevice == staging ? 0 : onDevice.openBytes());
  }

  /** Returns the number of idle bytes. */
  public long idleBytes() {
    return staging.idleBytes() + (onDevice == staging ? 0 : onDevice.idleBytes());
  }

  /**
   * Describes the open tensors, for example {@code 2 x FLOAT[1, 256, 64, 64]}; empty if there are
   * none.
   */
  public String outstanding() {
    synchronized (open) {
      return open.entrySet().stream()
          .map(entry -> entry.getValue() + " x " + entry.getKey())
          .collect(Collectors.joining(", "));
    }
  }

  /**
   * Frees all idle memory. Tensors that are still open are logged; their memory is freed when they
   * are closed. Idempotent.
   */
  @Override
  public void close() {
    synchronized (open) {
      if (closed) {
        return;
      }
      closed = true;
    }
    if (openTensors() > 0) {
      LOG.warn("closed while tensors are in use, {} bytes: {}", openBytes(), outstanding());
    }
    Closing.all(staging::close, onDevice::close, this::closeOrigin);
  }

  private void closeOrigin() {
    try {
      origin.close();
    } catch (Exception e) {
      throw new IllegalStateException("cannot free the memory of " + device, e);
    }
  }

  @Override
  public String toString() {
    return "TensorMemory[" + device + ", " + openTensors() + " open]";
  }
}
