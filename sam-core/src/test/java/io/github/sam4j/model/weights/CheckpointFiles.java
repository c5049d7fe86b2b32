package io.github.sam4j.model.weights;

import io.github.sam4j.testing.PickleWriter;
import io.github.sam4j.testing.PyTorchZipWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Small checkpoints of every kind, made in memory. */
final class CheckpointFiles {
  /** The tensors of {@link #zip()}, {@link #stream()} and {@link #safetensors()}. */
  static final Map<String, WeightTensor> CONTENT = Map.of(
      "a.weight", WeightTensor.of(new float[] {1, -2, 3.5f, 4, 5, 6}, 2, 3),
      "a.bias", WeightTensor.of(new float[] {0.25f, -0.125f}, 2));

  private static final byte[] WEIGHT = floats(1, -2, 3.5f, 4, 5, 6);
  private static final byte[] BIAS = floats(0.25f, -0.125f);

  private CheckpointFiles() {}

  /** Returns a file in PyTorch's zip form. */
  static byte[] zip() {
    return zip(content(), Map.of("0", WEIGHT, "1", BIAS));
  }

  /** Returns a file in PyTorch's zip form with a pickle and storages by key. */
  static byte[] zip(byte[] pickle, Map<String, byte[]> storages) {
    return zip(false, writer -> {
      writer.pickle(pickle);
      for (Map.Entry<String, byte[]> storage : storages.entrySet()) {
        writer.storage(storage.getKey(), out -> out.write(storage.getValue()));
      }
    });
  }

  static byte[] zip(boolean zip64, Filling filling) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PyTorchZipWriter writer = new PyTorchZipWriter(bytes, "model", zip64)) {
      filling.fill(writer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Puts entries into an archive. */
  @FunctionalInterface
  interface Filling {
    void fill(PyTorchZipWriter writer) throws IOException;
  }

  /** Returns the pickle of {@link #CONTENT}, with the odds and ends that real ones have. */
  static byte[] content() {
    return new PickleWriter()
        .orderedDict()
        .string("a.weight")
        .floats("0", 2, 3)
        .put()
        .string("a.bias")
        .floats("1", 2)
        .put()
        .dict()
        .string("_metadata")
        .orderedDict()
        .put()
        .op('b')
        .end();
  }

  /** Returns a pickle of one dict with one value. */
  static byte[] pickle(Consumer<PickleWriter> value) {
    PickleWriter writer = new PickleWriter().dict().string("x");
    value.accept(writer);
    return writer.put().end();
  }

  /** Returns a file in PyTorch's old form. */
  static byte[] stream() {
    return stream(content(), List.of("0", "1"), List.of(WEIGHT, BIAS), Float.BYTES);
  }

  /** Returns a file in PyTorch's old form with a pickle and storages. */
  static byte[] stream(byte[] pickle, List<String> keys, List<byte[]> storages, int elementBytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(streamHead(1001, true));
    out.writeBytes(pickle);
    PickleWriter list = new PickleWriter().op(']').mark();
    keys.forEach(list::string);
    out.writeBytes(list.op('e').end());
    for (byte[] storage : storages) {
      ByteBuffer count = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      out.writeBytes(count.putLong(storage.length / elementBytes).array());
      out.writeBytes(storage);
    }
    return out.toByteArray();
  }

  /** Returns the three pickles that the old form begins with. */
  static byte[] streamHead(int version, boolean littleEndian) {
    byte[] magic = new BigInteger("1950a86a20f9469cfc6c", 16).toByteArray();
    PickleWriter first = new PickleWriter().op(0x8a).op(magic.length);
    for (int i = magic.length - 1; i >= 0; i--) {
      first.op(magic[i]);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(first.end());
    out.writeBytes(new PickleWriter().number(version).end());
    out.writeBytes(new PickleWriter()
        .dict()
        .string("little_endian")
        .op(littleEndian ? 0x88 : 0x89)
        .put()
        .end());
    return out.toByteArray();
  }

  /** Returns a safetensors file. */
  static byte[] safetensors() {
    return safetensors(
        "{\"__metadata__\":{\"format\":\"pt\"},"
            + "\"a.weight\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[8,32]},"
            + "\"a.bias\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
        ByteBuffer.allocate(32).put(BIAS).put(WEIGHT).array());
  }

  /** Returns a safetensors file with a header and numbers. */
  static byte[] safetensors(String header, byte[] data) {
    byte[] utf8 = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Long.BYTES + utf8.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(utf8.length)
        .put(utf8)
        .put(data)
        .array();
  }

  static byte[] floats(float... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putFloat(value);
    }
    return bytes.array();
  }

  static byte[] shorts(int... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      bytes.putShort((short) value);
    }
    return bytes.array();
  }

  /** Reads a file and all of its values. */
  static NamedTensors readAll(byte[] file) {
    NamedTensors tensors = Checkpoints.read(FileBytes.of(file));
    tensors.names().forEach(name -> tensors.get(name).toArray());
    return tensors;
  }
}
