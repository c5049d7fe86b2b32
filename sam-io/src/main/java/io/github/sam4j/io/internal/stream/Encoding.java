// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.stream;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/**
 * How bytes are stored in a file.
 *
 * @param name for messages, such as {@code gzip}
 * @param maxExpansion upper bound of the decoded bytes for one stored byte; it rejects claims that
 *     a file is too short for
 * @param checked whether reading to the end verifies what was read
 * @param decoder opens the decoded bytes
 */
public record Encoding(String name, long maxExpansion, boolean checked, Decoder decoder) {
  /** The bytes themselves. */
  public static final Encoding RAW = new Encoding("raw", 1, false, stored -> stored);
  /** One gzip member or several; bytes after the last one are ignored. */
  public static final Encoding GZIP = new Encoding(
      "gzip", 1032, true, stored -> new GZIPInputStream(stored, VolumeInput.BUFFER_BYTES));
  /** Deflate in the frame of zlib. */
  public static final Encoding ZLIB =
      new Encoding("zlib", 1032, true, stored -> new InflaterInputStream(stored));
  /**
   * One bzip2 stream or several. Equal bytes are run-length coded before they are sorted, so that a
   * block of 900,000 codes, in 40 bytes or so, can stand for 45 million bytes.
   */
  public static final Encoding BZIP2 = new Encoding(
      "bzip2", 2_000_000, true, stored -> new BZip2CompressorInputStream(stored, true));

  /** Opens decoded bytes. */
  @FunctionalInterface
  public interface Decoder {
    /**
     * Returns the decoded bytes of a stream, which closes that stream. An exception of its own says
     * what is wrong with the stored bytes.
     */
    InputStream decode(InputStream stored) throws IOException;
  }

  /** Returns whether the file holds the bytes themselves. */
  public boolean isStoredPlainly() {
    return equals(RAW);
  }
}
