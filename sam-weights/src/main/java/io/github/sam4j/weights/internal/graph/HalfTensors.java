// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.graph;

import com.google.protobuf.ByteString;
import io.github.sam4j.weights.WeightTensor;
import io.github.sam4j.weights.internal.format.ElementType;
import io.github.sam4j.weights.internal.format.HalfFloats;
import io.github.sam4j.weights.internal.onnx.TensorProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/** Converts the 32-bit float constants of a model to 16-bit floats. */
final class HalfTensors {
  private final Map<String, WeightTensor> stored;

  /**
   * Creates a converter; {@code stored} has the tensors behind the placeholders in the model, by
   * name.
   */
  HalfTensors(Map<String, WeightTensor> stored) {
    this.stored = stored;
  }

  /**
   * Returns the values of a tensor of 32-bit floats.
   *
   * @throws IllegalArgumentException if the values are not in the file
   */
  static FloatBuffer values(TensorProto tensor) {
    if (tensor.getDataLocation() != 0) {
      throw new IllegalArgumentException(
          "tensor " + tensor.getName() + " lies in another file, expected it inside the ONNX file");
    }
    if (tensor.getRawData().isEmpty()) {
      FloatBuffer listed = FloatBuffer.allocate(tensor.getFloatDataCount());
      tensor.getFloatDataList().forEach(listed::put);
      return listed.flip();
    }
    return tensor
        .getRawData()
        .asReadOnlyByteBuffer()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer();
  }

  /** Returns whether every value of a tensor of 32-bit floats converts without overflow. */
  boolean fit(TensorProto tensor) {
    WeightTensor weights = stored.get(tensor.getName());
    return fit(weights == null ? values(tensor) : FloatBuffer.wrap(weights.toArray()));
  }

  private static boolean fit(FloatBuffer values) {
    while (values.hasRemaining()) {
      if (!HalfFloats.fits(values.get())) {
        return false;
      }
    }
    return true;
  }

  /** Returns a tensor of 32-bit floats rounded to 16-bit floats, with another name. */
  TensorProto toHalf(TensorProto tensor, String name) {
    if (stored.containsKey(tensor.getName())) {
      return OnnxModel.placeholder(
          name, ElementType.FLOAT16, tensor.getName(), tensor.getDimsList());
    }
    FloatBuffer values = values(tensor);
    ByteBuffer halves =
        ByteBuffer.allocate(values.remaining() * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    while (values.hasRemaining()) {
      halves.putShort(HalfFloats.toHalf(values.get()));
    }
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(ElementType.FLOAT16.onnx())
        .addAllDims(tensor.getDimsList())
        .setRawData(ByteString.copyFrom(halves.flip()))
        .build();
  }
}
