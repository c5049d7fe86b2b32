package io.github.sam4j.internal.graph;

import com.google.protobuf.ByteString;
import io.github.sam4j.internal.onnx.TensorProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Tensors of 32-bit floats of a model file, and the same as 16-bit floats. */
final class HalfTensors {
  private HalfTensors() {}

  /**
   * Returns the values of a tensor of 32-bit floats.
   *
   * @throws IllegalArgumentException if they aren't in the file
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

  /** Returns whether every value of a tensor of 32-bit floats has a half to stand for it. */
  static boolean fit(TensorProto tensor) {
    FloatBuffer values = values(tensor);
    while (values.hasRemaining()) {
      if (!HalfFloats.fits(values.get())) {
        return false;
      }
    }
    return true;
  }

  /** Returns a tensor of 32-bit floats rounded to 16-bit ones, under another name. */
  static TensorProto toHalf(TensorProto tensor, String name) {
    FloatBuffer values = values(tensor);
    ByteBuffer halves =
        ByteBuffer.allocate(values.remaining() * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    while (values.hasRemaining()) {
      halves.putShort(HalfFloats.toHalf(values.get()));
    }
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(ElementTypes.FLOAT16)
        .addAllDims(tensor.getDimsList())
        .setRawData(ByteString.copyFrom(halves.flip()))
        .build();
  }
}
