// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.nrrd;

import io.github.sam4j.io.internal.stream.ByteSource;
import io.github.sam4j.io.internal.stream.Encoding;
import io.github.sam4j.io.internal.stream.VolumeInput;
import io.github.sam4j.io.volume.MalformedVolumeException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The bytes of all data files in sequence, of which one is open at a time. */
final class DataBytes implements ByteSource, Closeable {
  private static final long MAX_OTHER_BYTES = 64L << 20;

  private final DataParts parts;
  private final DataLayout layout;
  private final long partBytes;
  private VolumeInput in;
  private int part;
  private long left;

  /**
   * How data lie in each file.
   *
   * @param lines lines to skip, before anything is decompressed
   * @param bytes bytes to skip, after it; −1 for all bytes but the voxels at the end
   */
  record DataLayout(Encoding encoding, long lines, long bytes) {
    static DataLayout of(NrrdFields header, Encoding encoding) throws MalformedVolumeException {
      long lines = header.whole("line skip", header.find("lineskip").orElse("0"));
      long bytes = header.whole("byte skip", header.find("byteskip").orElse("0"));
      if (lines < 0) {
        throw header.malformed("a line skip of 0 or more", "" + lines);
      }
      boolean binary = encoding.isStoredPlainly() || Encodings.isCompressed(encoding);
      if (bytes < (binary ? -1 : 0)) {
        throw header.malformed(
            "a byte skip of 0 or more, or -1 for voxels at the end of binary data", "" + bytes);
      }
      return new DataLayout(encoding, lines, bytes);
    }
  }

  private DataBytes(DataParts parts, DataLayout layout, long partBytes) throws IOException {
    this.parts = parts;
    this.layout = layout;
    this.partBytes = partBytes;
    this.in = openPart(parts.files().get(0));
    this.left = partBytes;
  }

  /**
   * Opens the first file.
   *
   * @param bytes number of bytes of all voxels
   * @throws MalformedVolumeException if the file is too short for its share
   */
  static DataBytes open(DataParts parts, DataLayout layout, long bytes) throws IOException {
    return new DataBytes(parts, layout, bytes / parts.files().size());
  }

  private VolumeInput openPart(Path file) throws IOException {
    long start = parts.start();
    if (layout.lines() > 0) {
      try (VolumeInput stored = VolumeInput.open(file, start, Encoding.RAW)) {
        for (long line = 0; line < layout.lines(); line++) {
          stored.skipLine();
        }
        start = stored.position();
      }
    }
    Encoding encoding = layout.encoding();
    long skipped = Math.max(0, layout.bytes());
    if (layout.bytes() < 0) {
      long all = decodedBytes(file, start);
      if (all < partBytes) {
        throw new MalformedVolumeException(
            file, "expected " + partBytes + " bytes of voxels, got " + all);
      }
      skipped = all - partBytes;
    }
    if (!Encodings.isCompressed(encoding)) {
      start += Math.min(skipped, Long.MAX_VALUE - start);
      skipped = 0;
    }
    VolumeInput opened = VolumeInput.open(file, start, encoding);
    try {
      long end = opened.position() + skipped + partBytes;
      opened.checkClaim(end < 0 ? Long.MAX_VALUE : end);
      opened.skipTo(opened.position() + skipped);
      return opened;
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /** Counts the bytes of a file, decompressing it without keeping anything. */
  private long decodedBytes(Path file, long start) throws IOException {
    try (VolumeInput whole = VolumeInput.open(file, start, layout.encoding())) {
      if (layout.encoding().isStoredPlainly()) {
        return whole.storedBytes() - start;
      }
      whole.checkClaim(partBytes);
      whole.verifyRest(partBytes + MAX_OTHER_BYTES);
      return whole.position();
    }
  }

  @Override
  public byte[] readExactly(byte[] reused, int count) throws IOException {
    if (count <= left) {
      left -= count;
      return in.readExactly(reused, count);
    }
    byte[] bytes = reused;
    byte[] piece = new byte[0];
    for (int filled = 0; filled < count; ) {
      if (left == 0) {
        nextPart();
      }
      int wanted = (int) Math.min(left, count - filled);
      piece = in.readExactly(piece, wanted);
      if (bytes.length < filled + wanted) {
        bytes = Arrays.copyOf(bytes, (int)
            Math.min(count, Math.max(2L * bytes.length, filled + wanted)));
      }
      System.arraycopy(piece, 0, bytes, filled, wanted);
      filled += wanted;
      left -= wanted;
    }
    return bytes;
  }

  private void nextPart() throws IOException {
    List<Path> files = parts.files();
    verifyEnd();
    in.close();
    part++;
    in = openPart(files.get(part));
    left = partBytes;
  }

  /** Reads the open file to its end, so that its checksums are verified. */
  void verifyEnd() throws IOException {
    in.verifyRest(MAX_OTHER_BYTES);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
