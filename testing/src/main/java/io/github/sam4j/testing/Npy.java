// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads NumPy array files of little-endian 32-bit floats in C order. */
public final class Npy {
  private static final int HEADER_AT = 10;

  private Npy() {}

  /** Returns all values. */
  public static float[] floats(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int headerLength = bytes.getShort(8) & 0xFFFF;
    String header = new String(bytes.array(), HEADER_AT, headerLength, StandardCharsets.US_ASCII);
    if (!header.contains("'<f4'") || header.contains("'fortran_order': True")) {
      throw new IOException(
          "expected little-endian floats in C order, found " + header + " in " + file);
    }
    var values = bytes
        .position(HEADER_AT + headerLength)
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer();
    float[] result = new float[values.remaining()];
    values.get(result);
    return result;
  }
}
