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
 * Where the tensors of one loaded model live: the only source of memory on the way from an image to
 * its masks.
 *
 * <p>There are two kinds of tensors. Java writes and reads <em>staging</em> tensors: on the CPU
 * they are ordinary memory aligned to 64 bytes, on a GPU pinned memory of the host. Only sessions
 * touch <em>device</em> tensors: on the CPU the same memory as the others, on a GPU its own. Both
 * come out of a pool with a limit on what it keeps unused.
 *
 * <p>Safe for use by several threads. Tensors may be closed after this; their memory is freed then.
 */
public final class TensorMemory implements AutoCloseable {
  /**
   * Most bytes of each kind that are kept for later: a batch of prompts needs 60 MB. What goes
   * beyond is freed; on a GPU that means that the runtime's arena can use it for tensors of another
   * size, not that other programs can.
   */
  private static final long HOST_IDLE = 128L << 20;

  /** 64 prompts with their logits need about half of it. */
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
   * Returns memory out of two sources of blocks; the caller closes it, which closes the origin.
   *
   * @param origin what the blocks come from
   * @param copy copies between both kinds
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

  /** Returns a tensor of floats with undefined content that passes from session to session. */
  public OrtTensor deviceFloats(long... shape) {
    return tensor(onDevice, ElementType.FLOAT32, shape);
  }

  /**
   * Copies all elements of a tensor of floats, from any kind of memory to any other.
   *
   * @throws IllegalArgumentException if their shapes differ, or one isn't of floats
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

  /** Returns the number of tensors that haven't been closed. */
  public int openTensors() {
    synchronized (open) {
      return open.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /** Returns the bytes behind tensors that haven't been closed. */
  public long openBytes() {
    return staging.openBytes() + (onDevice == staging ? 0 : onDevice.openBytes());
  }

  /** Returns the bytes that are kept for later tensors. */
  public long idleBytes() {
    return staging.idleBytes() + (onDevice == staging ? 0 : onDevice.idleBytes());
  }

  /** Returns what is open, for example {@code 2 x FLOAT[1, 256, 64, 64]}; empty for nothing. */
  public String outstanding() {
    synchronized (open) {
      return open.entrySet().stream()
          .map(entry -> entry.getValue() + " x " + entry.getKey())
          .collect(Collectors.joining(", "));
    }
  }

  /**
   * Frees what is kept. Tensors that are still open are reported; they free their memory when they
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
