package io.github.sam4j.internal.ort;

import io.github.sam4j.model.InferenceException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.onnxruntime.MemoryInfo;
import org.bytedeco.onnxruntime.Value;
import org.bytedeco.onnxruntime.global.onnxruntime;

/**
 * A dense tensor in host memory that this object owns, aligned to 64 bytes, row-major, in the
 * machine's byte order.
 *
 * <p>The buffers it hands out are views: they must not be used after {@link #close}.
 */
public final class OrtTensor implements AutoCloseable {
  private static final int ALIGNMENT = 64;
  private static final AtomicLong OUTSTANDING = new AtomicLong();

  private final ElementType type;
  private final long[] shape;
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
    long elements = 1;
    for (long side : shape) {
      elements = Math.multiplyExact(elements, side);
    }
    long bytes = Math.multiplyExact(elements, type.bytes);
    OrtNatives.load();
    memory = new BytePointer(bytes + ALIGNMENT);
    aligned = new BytePointer(memory);
    aligned.position(Math.floorMod(-memory.address(), ALIGNMENT));
    aligned.limit(aligned.position() + bytes);
    try (MemoryInfo host =
        MemoryInfo.CreateCpu(onnxruntime.OrtDeviceAllocator, onnxruntime.OrtMemTypeCPU)) {
      value = Value.CreateTensor(
          host.asOrtMemoryInfo(), aligned, bytes, this.shape, this.shape.length, type.onnx);
    } catch (RuntimeException e) {
      memory.close();
      throw new InferenceException("cannot create a tensor of shape " + Arrays.toString(shape), e);
    } catch (Error e) {
      memory.close();
      throw e;
    }
    OUTSTANDING.incrementAndGet();
  }

  /** Returns a new tensor of 32-bit floats with undefined content; the caller closes it. */
  public static OrtTensor floats(long... shape) {
    return new OrtTensor(ElementType.FLOAT, shape);
  }

  /** Returns a new tensor of 64-bit integers with undefined content; the caller closes it. */
  public static OrtTensor longs(long... shape) {
    return new OrtTensor(ElementType.INT64, shape);
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

  Value value() {
    checkOpen();
    return value;
  }

  private void checkType(ElementType expected) {
    checkOpen();
    if (type != expected) {
      throw new IllegalStateException("expected a tensor of " + expected + ", this one is " + type);
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("OrtTensor is closed");
    }
  }

  /** Frees the memory. Idempotent. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      value.close();
      memory.close();
      OUTSTANDING.decrementAndGet();
    }
  }

  @Override
  public String toString() {
    return "OrtTensor[" + type + Arrays.toString(shape) + (closed ? ", closed]" : "]");
  }
}
