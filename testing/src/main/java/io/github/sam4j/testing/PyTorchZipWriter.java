// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.testing;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Writes checkpoints in the layout of {@code torch.save}: a zip archive of stored entries, with
 * sizes and checksums after the content. Numbers are streamed, so a file can have any size below 4
 * GB.
 *
 * <p>{@link #floats} alone produces a state dict. For anything else, write {@link #storage
 * storages} and a custom {@link #pickle}.
 */
public final class PyTorchZipWriter implements Closeable {
  private static final int CHUNK_BYTES = 1 << 16;
  private static final int DATA_DESCRIPTOR_AND_UTF8 = 0x808;

  /** Writes the content of an entry. */
  @FunctionalInterface
  public interface Content {
    /** Writes the whole content. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** Supplies numbers in row-major order. */
  @FunctionalInterface
  public interface Numbers {
    /** Returns the next number. */
    float next();
  }

  private final OutputStream out;
  private final String folder;
  private final boolean zip64;
  private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
  private final PickleWriter dict = new PickleWriter().orderedDict();
  private long written;
  private int entries;
  private int tensors;
  private boolean hasPickle;

  /** Creates a writer to a stream, which {@link #close} closes. */
  public PyTorchZipWriter(OutputStream out, String folder) {
    this(out, folder, false);
  }

  /**
   * Creates a writer to a stream, which {@link #close} closes.
   *
   * @param zip64 whether sizes and offsets are written in 64 bits, as in large files
   */
  public PyTorchZipWriter(OutputStream out, String folder, boolean zip64) {
    this.out = out;
    this.folder = folder;
    this.zip64 = zip64;
  }

  /** Writes a tensor and adds it to the state dict. */
  public PyTorchZipWriter floats(String name, long[] shape, Numbers numbers) throws IOException {
    String key = Integer.toString(tensors++);
    dict.string(name).floats(key, shape).put();
    long count = 1;
    for (long side : shape) {
      count *= side;
    }
    long remaining = count;
    return storage(key, stream -> {
      ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      for (long i = 0; i < remaining; i++) {
        chunk.putFloat(numbers.next());
        if (!chunk.hasRemaining() || i == remaining - 1) {
          stream.write(chunk.array(), 0, chunk.position());
          chunk.clear();
        }
      }
    });
  }

  /** Writes the bytes of a storage. */
  public PyTorchZipWriter storage(String key, Content content) throws IOException {
    return entry("data/" + key, content);
  }

  /** Writes a pickle that replaces that of the state dict. */
  public PyTorchZipWriter pickle(byte[] pickle) throws IOException {
    hasPickle = true;
    return entry("data.pkl", stream -> stream.write(pickle));
  }

  /** Writes any other entry of the folder. */
  public PyTorchZipWriter entry(String name, Content content) throws IOException {
    byte[] path = (folder + "/" + name).getBytes(StandardCharsets.UTF_8);
    long header = written;
    write(fields(30)
        .putInt(0x04034b50)
        .putShort((short) 0)
        .putShort((short) DATA_DESCRIPTOR_AND_UTF8)
        .position(26)
        .putShort((short) path.length));
    write(path);
    Measured measured = new Measured();
    content.writeTo(measured);
    ByteBuffer descriptor = fields(zip64 ? 24 : 16).putInt(0x08074b50).putInt(measured.crc());
    write(
        zip64
            ? descriptor.putLong(measured.bytes).putLong(measured.bytes)
            : descriptor.putInt((int) measured.bytes).putInt((int) measured.bytes));
    list(path, header, measured);
    return this;
  }

  private void list(byte[] path, long header, Measured measured) {
    ByteBuffer extra = fields(zip64 ? 28 : 0);
    if (zip64) {
      extra.putShort((short) 1).putShort((short) 24);
      extra.putLong(measured.bytes).putLong(measured.bytes).putLong(header);
    }
    ByteBuffer listed = fields(46)
        .putInt(0x02014b50)
        .putInt(0)
        .putShort((short) DATA_DESCRIPTOR_AND_UTF8)
        .position(16)
        .putInt(measured.crc())
        .putInt(zip64 ? -1 : (int) measured.bytes)
        .putInt(zip64 ? -1 : (int) measured.bytes)
        .putShort((short) path.length)
        .putShort((short) extra.capacity())
        .position(42)
        .putInt(zip64 ? -1 : (int) header);
    directory.writeBytes(bytes(listed));
    directory.writeBytes(path);
    directory.writeBytes(bytes(extra));
    entries++;
  }

  /** Writes the pickle of the state dict, unless another one was written, and the directory. */
  @Override
  public void close() throws IOException {
    try (out) {
      if (!hasPickle) {
        pickle(dict.end());
      }
      entry("version", stream -> stream.write(new byte[] {'3', '\n'}));
      long start = written;
      write(directory.toByteArray());
      if (zip64) {
        writeEnd64(start);
      }
      write(fields(22)
          .putInt(0x06054b50)
          .putInt(0)
          .putShort((short) (zip64 ? -1 : entries))
          .putShort((short) (zip64 ? -1 : entries))
          .putInt(zip64 ? -1 : directory.size())
          .putInt(zip64 ? -1 : (int) start)
          .putShort((short) 0));
    }
  }

  private void writeEnd64(long start) throws IOException {
    long end = written;
    write(fields(56)
        .putInt(0x06064b50)
        .putLong(44)
        .putInt(0x002d031e)
        .putLong(0)
        .putLong(entries)
        .putLong(entries)
        .putLong(directory.size())
        .putLong(start));
    write(fields(20).putInt(0x07064b50).putInt(0).putLong(end).putInt(1));
  }

  private static ByteBuffer fields(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] bytes(ByteBuffer fields) {
    byte[] bytes = new byte[fields.capacity()];
    fields.rewind().get(bytes);
    return bytes;
  }

  private void write(ByteBuffer fields) throws IOException {
    write(bytes(fields));
  }

  private void write(byte[] bytes) throws IOException {
    out.write(bytes);
    written += bytes.length;
  }

  /** Forwards bytes and keeps their count and checksum. */
  private final class Measured extends OutputStream {
    private final CRC32 crc = new CRC32();
    private long bytes;

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int from, int length) throws IOException {
      out.write(source, from, length);
      crc.update(source, from, length);
      bytes += length;
      written += length;
    }

    int crc() {
      return (int) crc.getValue();
    }
  }
}
