package io.github.sam4j.internal.ort;

import java.util.Arrays;
import org.bytedeco.onnxruntime.global.onnxruntime;

/** The type of a tensor's elements. */
enum ElementType {
  FLOAT(onnxruntime.ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT, Float.BYTES),
  INT64(onnxruntime.ONNX_TENSOR_ELEMENT_DATA_TYPE_INT64, Long.BYTES);

  private final int onnx;
  private final int bytes;

  ElementType(int onnx, int bytes) {
    this.onnx = onnx;
    this.bytes = bytes;
  }

  /** The runtime's number of the type. */
  int onnx() {
    return onnx;
  }

  /** Bytes of one element. */
  int bytes() {
    return bytes;
  }

  /** Bytes of a tensor. */
  long bytes(long[] shape) {
    long total = bytes;
    for (long side : shape) {
      if (side < 0) {
        throw new IllegalArgumentException(
            "sides must not be negative, got shape=" + Arrays.toString(shape));
      }
      total = Math.multiplyExact(total, side);
    }
    return total;
  }
}
