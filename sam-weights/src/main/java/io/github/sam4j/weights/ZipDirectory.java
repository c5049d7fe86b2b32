// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights;

import io.github.sam4j.weights.internal.format.PrintableName;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The entries of a zip archive as PyTorch writes it: those with weights are not compressed. Others
 * may be, such as the source code in a TorchScript archive; their content can't be had.
 *
 * <p>Mapped tensors need the offset of each entry in the file, which {@code java.util.zip} does not
 * expose. So this class reads the central directory itself, zip64 included, and compares it with
 * each local header: a file must not look like different archives to different readers.
 */
final class ZipDirectory {
  private static final int LOCAL_SIGNATURE = 0x04034b50;
  private static final int CENTRAL_SIGNATURE = 0x02014b50;
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int END64_SIGNATURE = 0x06064b50;
  private static final int LOCATOR64_SIGNATURE = 0x07064b50;
  private static final int LOCAL_BYTES = 30;
  private static final int END_BYTES = 22;
  private static final int END64_BYTES = 56;
  private static final int LOCATOR64_BYTES = 20;
  private static final int MAX_COMMENT_BYTES = 0xffff;
  private static final int EXTRA_64 = 1;
  private static final int ENCRYPTED = 1;
  private static final int MAX_DIRECTORY_BYTES = 1 << 24;
  private static final long SATURATED = 0xffff_ffffL;
  private static final int SATURATED_COUNT = 0xffff;

  /** The location of the central directory. */
  private record Extent(long start, long bytes, long entries) {}

  /** An entry of the central directory. */
  private record Listed(
      String name, int method, boolean stored, long crc, long bytes, long header) {}

  private final FileBytes file;
  private final Map<String, FileRegion> entries = new LinkedHashMap<>();
  private final Set<String> packed = new HashSet<>();

  private ZipDirectory(FileBytes file) {
    this.file = file;
  }

  /**
   * Reads the directory.
   *
   * @throws IllegalArgumentException if the file is not a zip archive, is damaged, or has entries
   *     that overlap
   */
  static ZipDirectory read(FileBytes file) {
    ZipDirectory directory = new ZipDirectory(file);
    Extent extent = directory.extent();
    directory.locate(directory.list(extent), extent.start());
    return directory;
  }

  /** Returns the names of all entries. */
  Set<String> names() {
    return entries.keySet();
  }

  /**
   * Returns the content of an entry.
   *
   * @throws IllegalArgumentException if there is none, or it is compressed or encrypted
   */
  FileRegion get(String name) {
    FileRegion region = entries.get(name);
    if (packed.contains(name)) {
      throw new IllegalArgumentException("entry " + PrintableName.of(name)
          + " of the zip archive is compressed or encrypted, expected it stored as PyTorch writes"
          + " it");
    }
    if (region == null) {
      throw new IllegalArgumentException(
          "the zip archive has no entry " + PrintableName.of(name) + " among " + entries.size());
    }
    return region;
  }

  private Extent extent() {
    long end = findEnd();
    ByteCursor in = new ByteCursor(file, "the end of the zip archive", end, file.size());
    in.skip(4);
    if (in.i32() != 0) {
      throw new IllegalArgumentException("expected a zip archive in one part, found several");
    }
    in.skip(2);
    Extent extent = extent64(end, in.u16(), in.u32(), in.u32());
    if (extent.bytes() > MAX_DIRECTORY_BYTES
        || extent.start() < 0
        || extent.bytes() < 0
        || extent.start() > end - extent.bytes()) {
      throw new IllegalArgumentException("the directory of the zip archive has "
          + Long.toUnsignedString(extent.bytes()) + " bytes at offset "
          + Long.toUnsignedString(extent.start()) + ", which doesn't fit into the " + end
          + " bytes before its end, or is more than " + MAX_DIRECTORY_BYTES);
    }
    return extent;
  }

  /** Finds the end record, which may be followed by a comment. */
  private long findEnd() {
    int tailBytes = (int) Math.min(file.size(), END_BYTES + MAX_COMMENT_BYTES);
    long start = file.size() - tailBytes;
    byte[] bytes = new byte[tailBytes];
    file.copy(start, bytes, tailBytes);
    ByteBuffer tail = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = tailBytes - END_BYTES; at >= 0; at--) {
      int commentBytes = Short.toUnsignedInt(tail.getShort(at + END_BYTES - Short.BYTES));
      if (tail.getInt(at) == END_SIGNATURE && at + END_BYTES + commentBytes == tailBytes) {
        return start + at;
      }
    }
    throw new IllegalArgumentException(
        "expected a zip archive, found no directory at its end: is the file complete?");
  }

  private Extent extent64(long end, int entries, long bytes, long start) {
    long locator = end - LOCATOR64_BYTES;
    if (locator < 0 || signature(locator) != LOCATOR64_SIGNATURE) {
      return new Extent(start, bytes, entries);
    }
    ByteCursor in = new ByteCursor(file, "the end of the zip archive", locator + 8, end);
    long at = in.i64();
    if (at < 0 || at > locator - END64_BYTES || signature(at) != END64_SIGNATURE) {
      throw new IllegalArgumentException(
          "the zip archive has no 64-bit end at offset " + Long.toUnsignedString(at));
    }
    in = new ByteCursor(file, "the 64-bit end of the zip archive", at + 32, locator);
    long wideEntries = in.i64();
    long wideBytes = in.i64();
    Extent wide = new Extent(in.i64(), wideBytes, wideEntries);
    // a reader of the 32-bit record must get the same result
    boolean agree = (entries == SATURATED_COUNT || entries == wide.entries())
        && (bytes == SATURATED || bytes == wide.bytes())
        && (start == SATURATED || start == wide.start());
    if (!agree) {
      throw new IllegalArgumentException("the two ends of the zip archive contradict each other: "
          + wide.entries() + " entries in "
          + wide.bytes() + " bytes at offset " + wide.start() + ", and " + entries + " in "
          + bytes + " at " + start);
    }
    return wide;
  }

  private int signature(long at) {
    return new ByteCursor(file, "the zip archive", at, at + 4).i32();
  }

  private List<Listed> list(Extent extent) {
    ByteCursor in = new ByteCursor(
        file, "the directory of the zip archive", extent.start(), extent.start() + extent.bytes());
    List<Listed> listed = new ArrayList<>();
    while (in.remaining() > 0) {
      listed.add(listed(in));
    }
    if (listed.size() != extent.entries()) {
      throw new IllegalArgumentException("the directory of the zip archive has " + listed.size()
          + " entries, expected " + extent.entries());
    }
    // entries must end before the directory
    long next = extent.start();
    listed.sort(Comparator.comparingLong(Listed::header).reversed());
    for (Listed entry : listed) {
      if (entry.header() < 0 || entry.bytes() < 0 || entry.header() > next - LOCAL_BYTES) {
        throw overlapping(entry);
      }
      next = entry.header();
    }
    return listed;
  }

  private static Listed listed(ByteCursor in) {
    if (in.i32() != CENTRAL_SIGNATURE) {
      throw new IllegalArgumentException(
          "the directory of the zip archive is damaged at offset " + (in.position() - 4));
    }
    in.skip(4);
    int flags = in.u16();
    int method = in.u16();
    in.skip(4);
    long crc = in.u32();
    long compressed = in.u32();
    long bytes = in.u32();
    int nameBytes = in.u16();
    int extraBytes = in.u16();
    int commentBytes = in.u16();
    in.skip(8);
    long header = in.u32();
    String name = new String(in.bytes(nameBytes), StandardCharsets.UTF_8);
    long extraEnd = in.position() + extraBytes;
    while (extraEnd - in.position() >= 4) {
      int kind = in.u16();
      int length = in.u16();
      long fieldEnd = in.position() + length;
      if (fieldEnd > extraEnd) {
        break;
      }
      if (kind == EXTRA_64) {
        // holds only those of the three values that didn't fit, in this order
        bytes = bytes == SATURATED ? in.i64() : bytes;
        compressed = compressed == SATURATED ? in.i64() : compressed;
        header = header == SATURATED ? in.i64() : header;
      }
      in.skip(fieldEnd - in.position());
    }
    in.skip(extraEnd - in.position());
    in.skip(commentBytes);
    boolean stored = method == 0 && compressed == bytes && (flags & ENCRYPTED) == 0;
    return new Listed(name, method, stored, crc, compressed, header);
  }

  /**
   * Finds where the content of each entry begins; expects the entries in descending order of
   * offset.
   */
  private void locate(List<Listed> listed, long end) {
    long next = end;
    for (Listed entry : listed) {
      ByteCursor in = new ByteCursor(file, "the zip archive", entry.header(), next);
      if (in.i32() != LOCAL_SIGNATURE) {
        throw new IllegalArgumentException("the zip archive has no entry at offset "
            + entry.header() + ", expected " + PrintableName.of(entry.name()));
      }
      in.skip(4);
      int method = in.u16();
      in.skip(16);
      int nameBytes = in.u16();
      int extraBytes = in.u16();
      String name = new String(in.bytes(nameBytes), StandardCharsets.UTF_8);
      if (method != entry.method() || !name.equals(entry.name())) {
        throw new IllegalArgumentException("the directory of the zip archive has entry "
            + PrintableName.of(entry.name()) + ", its content is of " + PrintableName.of(name));
      }
      in.skip(extraBytes);
      if (entry.bytes() > in.remaining()) {
        throw overlapping(entry);
      }
      if (!entry.stored()) {
        packed.add(name);
      }
      FileRegion region =
          new FileRegion(file, in.position(), entry.bytes(), OptionalLong.of(entry.crc()));
      if (entries.put(name, region) != null) {
        throw new IllegalArgumentException(
            "the zip archive has two entries " + PrintableName.of(name));
      }
      next = entry.header();
    }
  }

  private static IllegalArgumentException overlapping(Listed entry) {
    return new IllegalArgumentException("entry " + PrintableName.of(entry.name()) + " of "
        + Long.toUnsignedString(entry.bytes())
        + " bytes lies outside the zip archive or over another entry");
  }
}
