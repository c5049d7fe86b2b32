// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.graph;

import com.google.protobuf.ByteString;
import io.github.sam4j.image.internal.files.DiskErrors;
import io.github.sam4j.weights.WeightTensor;
import io.github.sam4j.weights.internal.format.ElementType;
import io.github.sam4j.weights.internal.format.HalfFloats;
import io.github.sam4j.weights.internal.onnx.ModelProto;
import io.github.sam4j.weights.internal.onnx.StringStringEntryProto;
import io.github.sam4j.weights.internal.onnx.TensorProto;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * A graph written by this library whose large constants are read and converted only when the graph
 * is written: a model of several gigabytes passes through memory one tensor at a time.
 *
 * <p>In the message, each large constant is an initializer without values that refers to an
 * external file; the location is the name of the tensor.
 */
public final class OnnxModel {
  /** Largest protobuf message in bytes; larger models need a second file. */
  public static final long LARGEST_MESSAGE = Integer.MAX_VALUE;

  private static final int EXTERNAL = 1;
  static final String LOCATION = "location";

  /** A multiple of all common page sizes, so that the runtime can map each tensor. */
  private static final int ALIGNMENT = 1 << 16;

  private final ModelProto message;
  private final Map<String, WeightTensor> tensors;

  /** Creates a model from a message and the tensors that its placeholders refer to. */
  OnnxModel(ModelProto message, Map<String, WeightTensor> tensors) {
    this.message = message;
    this.tensors = new TreeMap<>(tensors);
  }

  /** Returns a placeholder initializer for a tensor. */
  static TensorProto placeholder(
      String name, ElementType elementType, String tensor, Iterable<Long> sides) {
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(elementType.onnx())
        .addAllDims(sides)
        .setDataLocation(EXTERNAL)
        .addExternalData(entry(LOCATION, tensor))
        .build();
  }

  private static StringStringEntryProto entry(String key, Object value) {
    return StringStringEntryProto.newBuilder()
        .setKey(key)
        .setValue(value.toString())
        .build();
  }

  ModelProto message() {
    return message;
  }

  Map<String, WeightTensor> tensors() {
    return tensors;
  }

  /** Returns the model converted by {@link HalfPrecision}. */
  public OnnxModel inHalfPrecision() {
    return HalfPrecision.convert(this);
  }

  /** Returns the model with a version number for the way in which its constants are computed. */
  public OnnxModel ofVersion(long version) {
    return new OnnxModel(message.toBuilder().setModelVersion(version).build(), tensors);
  }

  /** Returns the graph without the values of its large constants; equal for equal graphs. */
  public byte[] structure() {
    return message.toByteArray();
  }

  /** Returns the size of the large constants in bytes. */
  public long constantBytes() {
    return message.getGraph().getInitializerList().stream()
        .filter(OnnxModel::isPlaceholder)
        .mapToLong(this::bytes)
        .sum();
  }

  /**
   * Returns the model as one ONNX file.
   *
   * @throws IllegalStateException if the file would exceed {@link #LARGEST_MESSAGE}
   * @throws java.io.UncheckedIOException if a tensor can't be read
   */
  public byte[] toBytes() {
    if (constantBytes() + message.getSerializedSize() > LARGEST_MESSAGE) {
      throw new IllegalStateException(
          "a model of " + constantBytes() + " bytes doesn't fit into one ONNX file");
    }
    ModelProto.Builder whole = message.toBuilder();
    for (TensorProto.Builder constant : whole.getGraphBuilder().getInitializerBuilderList()) {
      if (isPlaceholder(constant.build())) {
        ByteBuffer values = values(constant.build());
        constant.clearExternalData().clearDataLocation().setRawData(ByteString.copyFrom(values));
      }
    }
    return whole.build().toByteArray();
  }

  /**
   * Writes the model as an ONNX file and a second file beside it with the values of the large
   * constants. Neither file may exist.
   *
   * @param file file of the graph
   * @param constants name of the second file, in the same folder
   * @throws IOException if a file can't be written
   * @throws java.io.UncheckedIOException if a tensor can't be read
   */
  public void write(Path file, String constants) throws IOException {
    Path data = file.resolveSibling(constants);
    ModelProto.Builder linked = message.toBuilder();
    DiskErrors.naming(data, () -> writeConstants(linked, data));
    try (OutputStream out =
        DiskErrors.naming(file, Files.newOutputStream(file, StandardOpenOption.CREATE_NEW))) {
      linked.build().writeTo(out);
    }
  }

  /** Writes the large constants into a new file, and notes in the graph where they are. */
  private void writeConstants(ModelProto.Builder linked, Path file) throws IOException {
    String location = String.valueOf(file.getFileName());
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (TensorProto.Builder constant : linked.getGraphBuilder().getInitializerBuilderList()) {
        if (isPlaceholder(constant.build())) {
          ByteBuffer values = values(constant.build());
          long offset = (channel.position() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
          channel.position(offset);
          int length = values.remaining();
          while (values.hasRemaining()) {
            channel.write(values);
          }
          constant
              .clearExternalData()
              .addExternalData(entry(LOCATION, location))
              .addExternalData(entry("offset", offset))
              .addExternalData(entry("length", length));
        }
      }
      channel.force(true);
    }
  }

  private static boolean isPlaceholder(TensorProto constant) {
    return constant.getDataLocation() == EXTERNAL;
  }

  private WeightTensor tensor(TensorProto placeholder) {
    String name = placeholder.getExternalData(0).getValue();
    return Objects.requireNonNull(tensors.get(name), name);
  }

  private long bytes(TensorProto placeholder) {
    return (long) tensor(placeholder).length() * elementBytes(placeholder);
  }

  private static int elementBytes(TensorProto constant) {
    return isHalf(constant) ? Short.BYTES : Float.BYTES;
  }

  private static boolean isHalf(TensorProto constant) {
    return constant.getDataType() == ElementType.FLOAT16.onnx();
  }

  /** Returns the values in the element type of the placeholder, little-endian. */
  private ByteBuffer values(TensorProto placeholder) {
    float[] values = tensor(placeholder).toArray();
    ByteBuffer bytes = ByteBuffer.allocate(
            Math.multiplyExact(values.length, elementBytes(placeholder)))
        .order(ByteOrder.LITTLE_ENDIAN);
    if (isHalf(placeholder)) {
      for (float value : values) {
        bytes.putShort(HalfFloats.toHalf(value));
      }
      return bytes.flip();
    }
    bytes.asFloatBuffer().put(values);
    return bytes;
  }
}
