// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.io.volume.MalformedVolumeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VolumeInputTest {
  private static final byte[] CONTENT =
      "first\r\nsecond\n\nrest".getBytes(StandardCharsets.US_ASCII);
  private static final List<Encoding> COMPRESSED =
      List.of(Encoding.GZIP, Encoding.ZLIB, Encoding.BZIP2);

  @TempDir
  private Path folder;

  @Test
  void linesEndWithLfOrCrLf() throws IOException {
    try (VolumeInput in = open(Encoding.RAW, CONTENT)) {
      assertThat(in.readLine(10)).contains("first");
      assertThat(in.position()).isEqualTo(3 + 7);
      in.skipLine();
      assertThat(in.readLine(10)).contains("");
      assertThat(in.readLine(10)).contains("rest");
      assertThat(in.readLine(10)).isEmpty();
      assertThatThrownBy(in::skipLine).isInstanceOf(MalformedVolumeException.class);
    }
    try (VolumeInput in = open(Encoding.RAW, CONTENT)) {
      assertThatThrownBy(() -> in.readLine(3))
          .isInstanceOf(MalformedVolumeException.class)
          .hasMessageContaining("at most 3 bytes");
    }
  }

  @Test
  void everyEncodingIsReadFromAnOffset() throws IOException {
    for (Encoding encoding : COMPRESSED) {
      try (VolumeInput in = open(encoding, encoded(encoding, CONTENT))) {
        assertThat(in.readUpTo(100)).as(encoding.name()).isEqualTo(CONTENT);
        assertThat(in.position()).isEqualTo(CONTENT.length);
      }
    }
  }

  @Test
  void damagedDataAreRefused() throws IOException {
    byte[] noise = new byte[5000];
    new java.util.Random(3).nextBytes(noise);
    for (Encoding encoding : COMPRESSED) {
      byte[] good = encoded(encoding, noise);
      for (int length : new int[] {0, 1, 30, good.length / 2, good.length - 1}) {
        assertThatThrownBy(() -> readAll(encoding, Arrays.copyOf(good, length)))
            .as("%s of %s bytes", encoding.name(), length)
            .isInstanceOf(MalformedVolumeException.class);
      }
      byte[] flipped = good.clone();
      flipped[good.length / 2] ^= 8;
      assertThatThrownBy(() -> readAll(encoding, flipped))
          .as(encoding.name())
          .isInstanceOf(MalformedVolumeException.class)
          .hasMessageContaining(encoding.name());
    }
  }

  private void readAll(Encoding encoding, byte[] stored) throws IOException {
    try (VolumeInput in = open(encoding, stored)) {
      in.readExactly(new byte[0], 5000);
      in.verifyRest(0);
    }
  }

  @Test
  void claimsBeyondWhatTheFileCanHoldAreRefused() throws IOException {
    try (VolumeInput in = open(Encoding.RAW, CONTENT)) {
      in.checkClaim(3 + CONTENT.length);
      assertThatThrownBy(() -> in.checkClaim(4 + CONTENT.length))
          .isInstanceOf(MalformedVolumeException.class);
    }
    for (Encoding encoding : COMPRESSED) {
      try (VolumeInput in = open(encoding, encoded(encoding, CONTENT))) {
        in.checkClaim(20_000);
        assertThatThrownBy(() -> in.checkClaim(1L << 40))
            .isInstanceOf(MalformedVolumeException.class);
      }
    }
  }

  @Test
  void offsetBehindTheEndIsRefused() throws IOException {
    Path file = Files.write(folder.resolve("file"), CONTENT);

    assertThatThrownBy(() -> VolumeInput.open(file, 1000, Encoding.RAW))
        .isInstanceOf(MalformedVolumeException.class);
  }

  /** Opens bytes that follow three others. */
  private VolumeInput open(Encoding encoding, byte[] stored) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(new byte[3]);
    file.write(stored);
    return VolumeInput.open(Files.write(folder.resolve("file"), file.toByteArray()), 3, encoding);
  }

  private static byte[] encoded(Encoding encoding, byte[] content) throws IOException {
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    try (OutputStream out = encoding.equals(Encoding.GZIP)
        ? new GZIPOutputStream(stored)
        : encoding.equals(Encoding.ZLIB)
            ? new DeflaterOutputStream(stored)
            : new BZip2CompressorOutputStream(stored)) {
      out.write(content);
    }
    return stored.toByteArray();
  }
}
