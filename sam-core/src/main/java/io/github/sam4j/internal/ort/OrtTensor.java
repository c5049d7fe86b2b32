package io.github.sam4j.internal.ort;

import io.github.sam4j.model.InferenceException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.onnxruntime.IoBinding;
import org.bytedeco.onnxruntime.MemoryInfo;
import org.bytedeco.onnxruntime.Value;
import org.bytedeco.onnxruntime.global.onnxruntime;
import org.jspecify.annotations.Nullable;

/**
 * A dense tensor in host memory that this object owns, aligned to 64 bytes, row-major, in the
 * machine's byte order; or a part of such a tensor.
 *
 * <p>The buffers it hands out are views: they must not be used after {@link #close}.
 */
public final class OrtTensor implements AutoCloseable {
  private static final int ALIGNMENT = 64;
  private static final AtomicLong OUTSTANDING = new AtomicLong();

  private final ElementType type;
  private final long[] shape;
  private final @Nullable OrtTensor parent;
  private final BytePointer memory;
  private final BytePointer aligned;
  private final Value value;
  private boolean closed;

  private enum ElementType {
    FLOAT(onnxruntime.ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT, Float.BYTES),
    INT64(onnxruntime.ONNX_TENSOR_ELEMENT_DATA_TYPE_INT64, Long.BYTES);

    final int onnx;
    final int bytes;

    ElementType(int onnx, int bytes) {
      this.onnx = onnx;
      this.bytes = bytes;
    }
  }

  private OrtTensor(ElementType type, long[] shape) {
    this.type = type;
    this.shape = shape.clone();
    this.parent = null;
    long bytes = bytes(type, shape);
    OrtNatives.load();
    memory = new BytePointer(bytes + ALIGNMENT);
    aligned = new BytePointer(memory);
    aligned.position(Math.floorMod(-memory.address(), ALIGNMENT));
    aligned.limit(aligned.position() + bytes);
    try {
      value = value(type, this.shape, aligned, bytes);
    } catch (RuntimeException | Error e) {
      memory.close();
      throw e;
    }
    OUTSTANDING.incrementAndGet();
  }

  private OrtTensor(OrtTensor parent, long firstElement, long[] shape) {
    this.type = parent.type;
    this.shape = shape.clone();
    // of a part's part, too, what matters is whether the memory is still there
    this.parent = parent.parent == null ? parent : parent.parent;
    long bytes = bytes(type, shape);
    long from = Math.addExact(
        parent.aligned.position(), Math.multiplyExact(firstElement, (long) type.bytes));
    if (firstElement < 0 || Math.addExact(from, bytes) > parent.aligned.limit()) {
      throw new IndexOutOfBoundsException("expected a part of " + parent + ", got shape="
          + Arrays.toString(shape) + " from element " + firstElement);
    }
    memory = parent.memory;
    aligned = new BytePointer(memory);
    aligned.position(from);
    aligned.limit(from + bytes);
    value = value(type, this.shape, aligned, bytes);
    OUTSTANDING.incrementAndGet();
  }

  private static long bytes(ElementType type, long[] shape) {
    long bytes = type.bytes;
    for (long side : shape) {
      if (side < 0) {
        throw new IllegalArgumentException(
            "sides must not be negative, got shape=" + Arrays.toString(shape));
      }
      bytes = Math.multiplyExact(bytes, side);
    }
    return bytes;
  }

  private static Value value(ElementType type, long[] shape, BytePointer aligned, long bytes) {
    try (MemoryInfo host =
        MemoryInfo.CreateCpu(onnxruntime.OrtDeviceAllocator, onnxruntime.OrtMemTypeCPU)) {
      return Value.CreateTensor(
          host.asOrtMemoryInfo(), aligned, bytes, shape, shape.length, type.onnx);
    } catch (RuntimeException e) {
      throw new InferenceException("cannot create a tensor of shape " + Arrays.toString(shape), e);
    }
  }

  /** Returns a new tensor of 32-bit floats with undefined content; the caller closes it. */
  public static OrtTensor floats(long... shape) {
    return new OrtTensor(ElementType.FLOAT, shape);
  }

  /** Returns a new tensor of 64-bit integers with undefined content; the caller closes it. */
  public static OrtTensor longs(long... shape) {
    return new OrtTensor(ElementType.INT64, shape);
  }

  /**
   * Returns a tensor over a part of this one's memory; the caller closes it, before or after this
   * one. It can't be used after this one is closed.
   *
   * @param firstElement where the part begins, counted in elements
   * @throws IndexOutOfBoundsException if the part isn't inside of this tensor
   */
  public OrtTensor part(long firstElement, long... partShape) {
    checkOpen();
    return new OrtTensor(this, firstElement, partShape);
  }

  /** Returns how many tensors of this process are open: a number for leak tests. */
  public static long outstanding() {
    return OUTSTANDING.get();
  }

  /** Returns a copy of the shape. */
  public long[] shape() {
    return shape.clone();
  }

  /** Sets all bytes to zero. */
  public OrtTensor zero() {
    checkOpen();
    Pointer.memset(aligned, 0, aligned.limit() - aligned.position());
    return this;
  }

  /** Returns a view of the elements, valid until this tensor is closed. */
  public FloatBuffer floatBuffer() {
    checkType(ElementType.FLOAT);
    return aligned.asByteBuffer().order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  /** Returns a view of the elements, valid until this tensor is closed. */
  public LongBuffer longBuffer() {
    checkType(ElementType.INT64);
    return aligned.asByteBuffer().order(ByteOrder.nativeOrder()).asLongBuffer();
  }

  /**
   * Binds this tensor as an input. One thread at a time: the binding moves the runtime's handle out
   * of the value and back, and another thread would find nothing there in between.
   */
  synchronized void bindInput(IoBinding binding, String name) {
    checkOpen();
    binding.BindInput(name, value);
  }

  /** Binds this tensor as an output, as {@link #bindInput} does. */
  synchronized void bindOutput(IoBinding binding, String name) {
    checkOpen();
    binding.BindOutput(name, value);
  }

  private void checkType(ElementType expected) {
    checkOpen();
    if (type != expected) {
      throw new IllegalStateException("expected a tensor of " + expected + ", this one is " + type);
    }
  }

  private void checkOpen() {
    if (closed || (parent != null && parent.closed)) {
      throw new IllegalStateException("OrtTensor is closed");
    }
  }

  /** Frees the memory. Idempotent. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      value.close();
      if (parent == null) {
        memory.close();
      }
      OUTSTANDING.decrementAndGet();
    }
  }

  @Override
  public String toString() {
    return "OrtTensor[" + type + Arrays.toString(shape) + (closed ? ", closed]" : "]");
  }
}
