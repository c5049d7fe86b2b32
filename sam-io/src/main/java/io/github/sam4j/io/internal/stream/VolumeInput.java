// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.stream;

import io.github.sam4j.io.volume.MalformedVolumeException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** The decoded bytes of a file, read from front to back. */
public final class VolumeInput implements ByteSource, Closeable {
  static final int BUFFER_BYTES = 1 << 16;

  /** Size of the first allocation for data whose length only the header claims. */
  private static final int UNTRUSTED_BYTES = 1 << 24;

  private final Path path;
  private final InputStream in;
  private final Encoding encoding;
  private final long storedBytes;
  private long position;

  private VolumeInput(
      Path path, InputStream in, Encoding encoding, long storedBytes, long position) {
    this.path = path;
    this.in = in;
    this.encoding = encoding;
    this.storedBytes = storedBytes;
    this.position = position;
  }

  /**
   * Opens a file, which is taken as compressed if it begins with the two magic bytes of gzip.
   *
   * @throws MalformedVolumeException if it begins like gzip but has no complete gzip header
   * @throws IOException if it cannot be opened
   */
  public static VolumeInput open(Path path) throws IOException {
    InputStream file = buffered(path);
    boolean gzip;
    try {
      file.mark(2);
      gzip = file.read() == 0x1F && file.read() == 0x8B;
      file.reset();
    } catch (IOException e) {
      file.close();
      throw e;
    }
    return open(path, file, 0, gzip ? Encoding.GZIP : Encoding.RAW);
  }

  /**
   * Opens a part of a file.
   *
   * @param offset where it begins, in stored bytes; the part ends with the file
   * @throws MalformedVolumeException if the file ends before that, or the part does not begin as
   *     the encoding does
   * @throws IOException if the file cannot be opened
   */
  public static VolumeInput open(Path path, long offset, Encoding encoding) throws IOException {
    long fileBytes = Files.size(path);
    if (offset < 0 || offset > fileBytes) {
      throw new MalformedVolumeException(
          path, fileBytes, "expected data from byte " + offset + " on, got the end");
    }
    return open(path, buffered(path), offset, encoding);
  }

  private static InputStream buffered(Path path) throws IOException {
    return new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES);
  }

  /** Opens a part of a file that is open already, and closes it if that fails. */
  private static VolumeInput open(Path path, InputStream file, long offset, Encoding encoding)
      throws IOException {
    try {
      long fileBytes = Files.size(path);
      file.skipNBytes(offset);
      InputStream in = encoding.decoder().decode(file);
      return encoding.isStoredPlainly()
          ? new VolumeInput(path, in, encoding, fileBytes, offset)
          : new VolumeInput(path, in, encoding, fileBytes - offset, 0);
    } catch (FileSystemException e) {
      file.close();
      throw e;
    } catch (IOException | RuntimeException e) {
      file.close();
      if (encoding.isStoredPlainly()) {
        throw e;
      }
      throw new MalformedVolumeException(
          path, offset, "damaged " + encoding.name() + " header (" + cause(e) + ")", e);
    }
  }

  /** Number of decoded bytes read so far; for a raw file, the offset into the file. */
  public long position() {
    return position;
  }

  /** Returns the exception for a problem at a decompressed offset of this file. */
  public MalformedVolumeException malformed(long byteOffset, String problem) {
    return new MalformedVolumeException(path, byteOffset, problem);
  }

  /** The file. */
  public Path path() {
    return path;
  }

  /**
   * Reads the beginning of the file: up to {@code count} bytes, fewer if it ends before or is
   * damaged further on.
   *
   * @throws MalformedVolumeException if no byte can be decompressed
   */
  public byte[] readHead(int count) throws IOException {
    byte[] head = new byte[count];
    int filled = 0;
    try {
      int got;
      while (filled < count && (got = in.read(head, filled, count - filled)) > 0) {
        filled += got;
      }
    } catch (IOException | RuntimeException e) {
      MalformedVolumeException damage = damaged(e);
      if (filled == 0) {
        throw damage;
      }
    }
    position += filled;
    return Arrays.copyOf(head, filled);
  }

  /** Reads up to {@code count} bytes; fewer only at the end of the file. */
  public byte[] readUpTo(int count) throws IOException {
    byte[] bytes = new byte[count];
    return Arrays.copyOf(bytes, read(bytes, 0, count));
  }

  private int read(byte[] into, int from, int count) throws IOException {
    try {
      int got = in.readNBytes(into, from, count);
      position += got;
      return got;
    } catch (IOException | RuntimeException e) {
      throw damaged(e);
    }
  }

  /**
   * Reads a line of a text header, one byte a character (ISO 8859-1).
   *
   * @param maxBytes length of the longest line to expect
   * @return the line without its end, LF or CR LF; empty at the end of the file
   * @throws MalformedVolumeException if the line is longer
   */
  public Optional<String> readLine(int maxBytes) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    byte[] next = new byte[1];
    while (true) {
      boolean atEnd = read(next, 0, 1) == 0;
      if (atEnd && line.size() == 0) {
        return Optional.empty();
      }
      if (atEnd || next[0] == '\n') {
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
      }
      if (line.size() == maxBytes) {
        throw malformed(position, "expected lines of at most " + maxBytes + " bytes, got more");
      }
      line.write(next[0]);
    }
  }

  /** Skips the rest of a line, however long. */
  public void skipLine() throws IOException {
    byte[] next = new byte[1];
    do {
      if (read(next, 0, 1) == 0) {
        throw malformed(position, "expected a line, got the end");
      }
    } while (next[0] != '\n');
  }

  /** {@inheritDoc} The array grows in steps with the data found. */
  @Override
  public byte[] readExactly(byte[] reused, int count) throws IOException {
    byte[] bytes = reused.length >= Math.min(count, UNTRUSTED_BYTES)
        ? reused
        : new byte[Math.min(count, UNTRUSTED_BYTES)];
    int filled = 0;
    while (filled < count) {
      if (filled == bytes.length) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(count, bytes.length * 2L));
      }
      int wanted = Math.min(count, bytes.length) - filled;
      int got = read(bytes, filled, wanted);
      filled += got;
      if (got < wanted) {
        throw malformed(position, "expected " + (count - filled) + " more bytes, got the end");
      }
    }
    return bytes;
  }

  /** Skips to an offset that is not before the current position. */
  public void skipTo(long offset) throws IOException {
    byte[] scratch = new byte[BUFFER_BYTES];
    while (position < offset) {
      readExactly(scratch, (int) Math.min(scratch.length, offset - position));
    }
  }

  /** Number of stored bytes: of the file if it is raw, else of the part that was opened. */
  public long storedBytes() {
    return storedBytes;
  }

  /** How the bytes are stored. */
  public Encoding encoding() {
    return encoding;
  }

  /**
   * Rejects a size that this file cannot have.
   *
   * @param end the {@link #position} behind the last byte that the header claims
   * @throws MalformedVolumeException if the file is too short for it
   */
  public void checkClaim(long end) throws MalformedVolumeException {
    if (encoding.isStoredPlainly() && end > storedBytes) {
      throw malformed(storedBytes, "expected " + end + " bytes, got the end");
    }
    if (!encoding.isStoredPlainly() && end / encoding.maxExpansion() > storedBytes) {
      throw new MalformedVolumeException(
          path,
          "expected " + end + " bytes after decompression, got " + storedBytes
              + " compressed bytes, which cannot hold more than "
              + storedBytes * encoding.maxExpansion());
    }
  }

  /**
   * Reads a compressed file to its end, so that its checksums are verified.
   *
   * @param atMost number of further bytes that are tolerated
   * @throws MalformedVolumeException if more follow or a checksum is wrong
   */
  public void verifyRest(long atMost) throws IOException {
    long limit = position + atMost;
    while (encoding.checked() && readUpTo(BUFFER_BYTES).length > 0) {
      if (position > limit) {
        throw malformed(limit, "expected the end, got more than " + atMost + " further bytes");
      }
    }
  }

  /** Returns what is wrong with the stored bytes; throws on what is wrong with the disk. */
  private MalformedVolumeException damaged(Exception cause) throws IOException {
    if (cause instanceof IOException e
        && (encoding.isStoredPlainly() || e instanceof FileSystemException)) {
      throw e;
    }
    if (cause instanceof RuntimeException e && encoding.isStoredPlainly()) {
      throw e;
    }
    return new MalformedVolumeException(
        path,
        position,
        "truncated or damaged " + encoding.name() + " data (" + cause(cause) + ")",
        cause);
  }

  /** Returns what a decoder says; those that fail by accident say nothing. */
  private static String cause(Exception e) {
    String message = e instanceof RuntimeException ? null : e.getMessage();
    return message == null ? "end or disorder inside" : message;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
