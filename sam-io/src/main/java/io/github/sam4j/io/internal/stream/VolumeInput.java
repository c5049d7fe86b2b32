// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.stream;

import io.github.sam4j.io.volume.MalformedVolumeException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The decompressed bytes of a file, read from front to back.
 *
 * <p>A file is taken as compressed if it begins with the two magic bytes of gzip. Several gzip
 * members are read as one stream, and bytes after the last member are ignored.
 */
public final class VolumeInput implements Closeable {
  /** Deflate cannot expand a byte to more than this. */
  private static final long MAX_EXPANSION = 1032;

  private static final int BUFFER_BYTES = 1 << 16;
  /** Size of the first allocation for data whose length only the header claims. */
  private static final int UNTRUSTED_BYTES = 1 << 24;

  private final Path path;
  private final InputStream in;
  private final boolean compressed;
  private final long fileBytes;
  private long position;

  private VolumeInput(Path path, InputStream in, boolean compressed, long fileBytes) {
    this.path = path;
    this.in = in;
    this.compressed = compressed;
    this.fileBytes = fileBytes;
  }

  /**
   * Opens a file.
   *
   * @throws MalformedVolumeException if it begins like gzip but has no complete gzip header
   * @throws IOException if it cannot be opened
   */
  public static VolumeInput open(Path path) throws IOException {
    long fileBytes = Files.size(path);
    InputStream file = new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES);
    try {
      file.mark(2);
      boolean compressed = file.read() == 0x1F && file.read() == 0x8B;
      file.reset();
      InputStream in = compressed ? new GZIPInputStream(file, BUFFER_BYTES) : file;
      return new VolumeInput(path, in, compressed, fileBytes);
    } catch (EOFException | ZipException e) {
      file.close();
      throw new MalformedVolumeException(
          path, 0, "damaged gzip header (" + e.getMessage() + ")", e);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** Number of decompressed bytes read so far. */
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
    } catch (EOFException | ZipException e) {
      if (filled == 0) {
        throw damaged(e);
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
    } catch (EOFException | ZipException e) {
      throw damaged(e);
    }
  }

  /**
   * Fills an array from its beginning, in steps that grow with the data found.
   *
   * @param reused array to fill if it is long enough; else a new one is allocated
   * @return an array whose first {@code count} bytes are filled
   */
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

  /**
   * Rejects a size that this file cannot have.
   *
   * @param end number of decompressed bytes that the header claims
   * @throws MalformedVolumeException if the file is too short for it
   */
  public void checkClaim(long end) throws MalformedVolumeException {
    if (!compressed && end > fileBytes) {
      throw malformed(fileBytes, "expected " + end + " bytes, got the end");
    }
    if (compressed && end / MAX_EXPANSION > fileBytes) {
      throw new MalformedVolumeException(
          path,
          "expected " + end + " bytes after decompression, got " + fileBytes
              + " compressed bytes, which cannot hold more than " + fileBytes * MAX_EXPANSION);
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
    while (compressed && readUpTo(BUFFER_BYTES).length > 0) {
      if (position > limit) {
        throw malformed(limit, "expected the end, got more than " + atMost + " further bytes");
      }
    }
  }

  private MalformedVolumeException damaged(IOException cause) {
    return new MalformedVolumeException(
        path, position, "truncated or damaged gzip data (" + cause.getMessage() + ")", cause);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
