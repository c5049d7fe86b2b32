// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.nrrd;

import io.github.sam4j.io.volume.Volume;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/** Makes NRRD files, and reads them as naively as can be. */
final class NrrdFiles {
  private NrrdFiles() {}

  /** A header of lines with the given ones, without the empty line that ends it. */
  static String header(String... lines) {
    return "NRRD0004\n# made up\n" + String.join("\n", lines) + "\n";
  }

  /** Writes a header and, after an empty line, data. */
  static Path attached(Path file, String header, byte[] data) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write((header + "\n").getBytes(StandardCharsets.UTF_8));
    bytes.write(data);
    return Files.write(file, bytes.toByteArray());
  }

  static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) (i + 1);
    }
    return bytes;
  }

  static byte[] shorts(ByteOrder order, int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(order);
    for (int value : values) {
      bytes.putShort((short) value);
    }
    return bytes.array();
  }

  static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(stored)) {
      out.write(bytes);
    }
    return stored.toByteArray();
  }

  static byte[] bzip2(byte[] bytes) throws IOException {
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    try (OutputStream out = new BZip2CompressorOutputStream(stored)) {
      out.write(bytes);
    }
    return stored.toByteArray();
  }

  /** All values, first axis fastest, frames one by one. */
  static double[] samplesOf(Volume volume) {
    double[] values = new double[Math.toIntExact(volume.shape().voxels())];
    int next = 0;
    for (int frame = 0; frame < volume.shape().frames(); frame++) {
      for (int k = 0; k < volume.shape().nz(); k++) {
        for (int j = 0; j < volume.shape().ny(); j++) {
          for (int i = 0; i < volume.shape().nx(); i++) {
            values[next++] = volume.value(i, j, k, frame);
          }
        }
      }
    }
    return values;
  }
}
