// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.ort;

import io.github.sam4j.device.Device;
import io.github.sam4j.internal.memory.Closing;
import io.github.sam4j.internal.memory.UseCount;
import io.github.sam4j.model.InferenceException;
import io.github.sam4j.weights.internal.format.ElementType;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.onnxruntime.IoBinding;
import org.bytedeco.onnxruntime.Value;
import org.jspecify.annotations.Nullable;

/**
 * A dense tensor that owns its native memory, or a part of such a tensor. Row-major, in native byte
 * order.
 *
 * <p>{@link TensorMemory} determines where the memory is; only tensors that Java can read have
 * buffers. Buffers are views that must not be used after {@link #close}. A session that runs on a
 * tensor keeps its memory until the run has ended, even if the tensor is closed during the run.
 */
public final class OrtTensor implements AutoCloseable {
  private static final AtomicLong OUTSTANDING = new AtomicLong();

  private final ElementType type;
  private final long[] shape;
  private final String description;
  private final MemoryBlock block;
  private final @Nullable OrtTensor whole;
  private final BytePointer bytes;
  private final Value value;
  private final UseCount uses;

  private OrtTensor(
      MemoryBlock block,
      ElementType type,
      long[] shape,
      Consumer<String> closed,
      Consumer<MemoryBlock> freed) {
    this.type = type;
    this.shape = shape.clone();
    this.description = type + Arrays.toString(shape);
    this.block = block;
    this.whole = null;
    this.bytes = range(block.address(), 0, type.bytes(shape));
    this.value = value();
    this.uses = new UseCount(
        "OrtTensor",
        () -> Closing.all(
            value::close,
            OUTSTANDING::decrementAndGet,
            () -> closed.accept(description),
            () -> freed.accept(block)));
    OUTSTANDING.incrementAndGet();
  }

  private OrtTensor(OrtTensor parent, long firstElement, long[] shape) {
    this.type = parent.type;
    this.shape = shape.clone();
    this.description = type + Arrays.toString(shape);
    this.block = parent.block;
    // a part of a part also depends on the tensor that owns the memory
    this.whole = parent.whole == null ? parent : parent.whole;
    long from = Math.multiplyExact(firstElement, (long) type.bytes());
    long length = type.bytes(shape);
    if (firstElement < 0
        || Math.addExact(from, length) > parent.bytes.limit() - parent.bytes.position()) {
      throw new IndexOutOfBoundsException("expected a part of " + parent + ", got shape="
          + Arrays.toString(shape) + " from element " + firstElement);
    }
    this.bytes = range(parent.bytes, from, length);
    this.value = value();
    this.uses =
        new UseCount("OrtTensor", () -> Closing.all(value::close, OUTSTANDING::decrementAndGet));
    OUTSTANDING.incrementAndGet();
  }

  private static BytePointer range(BytePointer start, long from, long length) {
    BytePointer part = new BytePointer(start);
    part.position(start.position() + from);
    part.limit(start.position() + from + length);
    return part;
  }

  private Value value() {
    try {
      return block.value(bytes, type.onnx(), shape);
    } catch (RuntimeException e) {
      throw new InferenceException("cannot create a tensor of shape " + Arrays.toString(shape), e);
    }
  }

  /**
   * Returns a tensor over a block.
   *
   * @param closed called with the description once the tensor is closed and no run uses it
   * @param freed called with the block at that time
   */
  static OrtTensor over(
      MemoryBlock block,
      ElementType type,
      long[] shape,
      Consumer<String> closed,
      Consumer<MemoryBlock> freed) {
    return new OrtTensor(block, type, shape, closed, freed);
  }

  /**
   * Returns a new tensor of 32-bit floats in newly allocated memory outside any pool, with
   * undefined content; the caller closes it.
   */
  public static OrtTensor floats(long... shape) {
    return standalone(ElementType.FLOAT32, shape);
  }

  /** Returns a new tensor of 64-bit integers as {@link #floats} does. */
  public static OrtTensor longs(long... shape) {
    return standalone(ElementType.INT64, shape);
  }

  private static OrtTensor standalone(ElementType type, long[] shape) {
    MemoryBlock block = new HostBlock(type.bytes(shape));
    try {
      return new OrtTensor(block, type, shape, description -> {}, MemoryBlock::free);
    } catch (RuntimeException | Error e) {
      block.free();
      throw e;
    }
  }

  /**
   * Returns a view of a part of this tensor. The caller closes it, before or after this tensor; it
   * is unusable after this tensor has been closed.
   *
   * @param firstElement index of the first element of the part
   * @throws IndexOutOfBoundsException if the part is not within this tensor
   */
  public OrtTensor part(long firstElement, long... partShape) {
    enter();
    try {
      return new OrtTensor(this, firstElement, partShape);
    } finally {
      leave();
    }
  }

  /** Returns the number of open tensors in this process, for leak tests. */
  public static long outstanding() {
    return OUTSTANDING.get();
  }

  /** Returns a copy of the shape. */
  public long[] shape() {
    return shape.clone();
  }

  /** Returns the number of elements. */
  public long elements() {
    return type.bytes(shape) / type.bytes();
  }

  /** Returns the device whose sessions can use this tensor; the CPU if all sessions can. */
  public Device device() {
    return block.device();
  }

  /** Returns element type and shape, for messages. */
  String description() {
    return description;
  }

  /** Checks that both are tensors of floats, the only type of the copy graph of a GPU. */
  static void checkCopyable(OrtTensor from, OrtTensor to) {
    boolean floats = from.type == ElementType.FLOAT32 && to.type == ElementType.FLOAT32;
    if (!floats || !Arrays.equals(from.shape, to.shape)) {
      throw new IllegalArgumentException("expected two tensors of floats of one shape, got "
          + from.description + " and " + to.description);
    }
  }

  /** Sets all bytes to zero. */
  public OrtTensor zero() {
    checkReadable();
    whileOpen(memory -> Pointer.memset(memory, 0, memory.limit() - memory.position()));
    return this;
  }

  /** Returns whether Java can read the elements: always, unless the tensor is on a GPU. */
  public boolean isReadable() {
    return block.isReadable();
  }

  /** Returns a view of the elements, valid until this tensor is closed. */
  public FloatBuffer floatBuffer() {
    checkType(ElementType.FLOAT32);
    return bytes.asByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  /** Returns a view of the elements, valid until this tensor is closed. */
  public LongBuffer longBuffer() {
    checkType(ElementType.INT64);
    return bytes.asByteBuffer().order(ByteOrder.nativeOrder()).asLongBuffer();
  }

  /** Passes the memory to a task and keeps it valid until the task has ended. */
  void whileOpen(Consumer<BytePointer> task) {
    enter();
    try {
      task.accept(bytes);
    } finally {
      leave();
    }
  }

  /**
   * Keeps the memory valid until {@link #leave}, even if this tensor is closed before.
   *
   * @throws IllegalStateException if this, or the tensor that it is a part of, is closed
   */
  void enter() {
    uses.enter();
    if (whole != null) {
      try {
        whole.uses.enter();
      } catch (IllegalStateException e) {
        uses.leave();
        throw e;
      }
    }
  }

  /** Ends a use that began with {@link #enter}. */
  void leave() {
    try {
      if (whole != null) {
        whole.uses.leave();
      }
    } finally {
      uses.leave();
    }
  }

  /**
   * Binds this tensor as an input. Synchronized, because the binding temporarily moves the
   * runtime's handle out of the value.
   */
  synchronized void bindInput(IoBinding binding, String name) {
    binding.BindInput(name, value);
  }

  /** Binds this tensor as an output, as {@link #bindInput} does. */
  synchronized void bindOutput(IoBinding binding, String name) {
    binding.BindOutput(name, value);
  }

  private void checkType(ElementType expected) {
    checkReadable();
    if (type != expected) {
      throw new IllegalStateException("expected a tensor of " + expected + ", this one is " + type);
    }
  }

  private void checkReadable() {
    uses.checkOpen();
    if (whole != null) {
      whole.uses.checkOpen();
    }
    if (!block.isReadable()) {
      throw new IllegalStateException(
          "expected a tensor that Java can read, " + description + " lives on " + device());
    }
  }

  /** Frees the memory now or after the last run that uses it. Idempotent. */
  @Override
  public void close() {
    uses.close();
  }

  @Override
  public String toString() {
    return "OrtTensor[" + description + (uses.isClosed() ? ", closed]" : "]");
  }
}
