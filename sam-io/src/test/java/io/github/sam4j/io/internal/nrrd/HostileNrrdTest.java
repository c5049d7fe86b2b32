// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.nrrd;

import static io.github.sam4j.io.internal.nrrd.NrrdFiles.attached;
import static io.github.sam4j.io.internal.nrrd.NrrdFiles.bzip2;
import static io.github.sam4j.io.internal.nrrd.NrrdFiles.gzip;
import static io.github.sam4j.io.internal.nrrd.NrrdFiles.header;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.sam4j.io.Volumes;
import io.github.sam4j.io.volume.MalformedVolumeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HostileNrrdTest {
  @TempDir
  private Path folder;

  private void assertRefused(Path file, Class<? extends IOException> type, String... parts) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> assertThatThrownBy(() -> Volumes.read(file))
            .isInstanceOf(type)
            .hasMessageMatching("[ -~]{1,700}")
            .hasMessageContainingAll(parts));
  }

  private void assertRefused(String header, byte[] data, String... parts) throws IOException {
    assertRefused(
        attached(folder.resolve("file.nrrd"), header, data), MalformedVolumeException.class, parts);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 4 4",
        "-4 4 4",
        "1000000000000000 1 1",
        "1 1 1000000000000000000000000",
        "2147483647 2147483647 2147483647",
        "2000000000 2000000000 1",
        "100000 100000 10",
        "4 4 5",
        "four 4 4"
      })
  void sizesThatTheFileCannotHoldAreRefused(String sizes) throws IOException {
    for (String encoding : new String[] {"raw", "gzip", "bzip2", "text", "hex"}) {
      byte[] data = switch (encoding) {
        case "raw" -> new byte[64];
        case "gzip" -> gzip(new byte[64]);
        case "bzip2" -> bzip2(new byte[64]);
        default -> "0 ".repeat(64).getBytes(US_ASCII);
      };
      if (encoding.equals("hex") && sizes.equals("4 4 5")) {
        continue;
      }
      assertRefused(
          header("type: int8", "dimension: 3", "encoding: " + encoding, "sizes: " + sizes),
          data,
          "expected",
          "got");
    }
  }

  @Test
  void dataThatGrowBeyondTheirHeaderAreRefused() throws IOException {
    String header = header("type: uint8", "dimension: 1", "sizes: 3");
    byte[] zeros = new byte[66 << 20];

    assertRefused(header + "encoding: gzip\n", gzip(zeros), "further bytes");
    assertRefused(header + "encoding: gzip\nbyte skip: -1\n", gzip(zeros), "further bytes");
    byte[] part = bzip2(new byte[6 << 20]);
    ByteArrayOutputStream parts = new ByteArrayOutputStream();
    for (int i = 0; i < 11; i++) {
      parts.write(part);
    }
    assertRefused(header + "encoding: bzip2\n", parts.toByteArray(), "further bytes");
  }

  @Test
  void sizesBeyondTheHeapAreRefused() throws IOException {
    byte[] bomb = Arrays.copyOf(bzip2(new byte[1000]), 1 << 20);

    assertRefused(
        attached(
            folder.resolve("file"),
            header(
                "type: double",
                "dimension: 3",
                "sizes: 5000 5000 5000",
                "endian: big",
                "encoding: bzip2"),
            bomb),
        IOException.class,
        "heap");
  }

  @Test
  void damagedCompressionIsRefused() throws IOException {
    for (String encoding : new String[] {"gzip", "bzip2"}) {
      byte[] random = new byte[1000];
      new java.util.Random(5).nextBytes(random);
      byte[] good = encoding.equals("gzip") ? gzip(random) : bzip2(random);
      String header = header("type: uint8", "dimension: 1", "sizes: 1000", "encoding: " + encoding);

      assertRefused(header, Arrays.copyOf(good, good.length - 1), encoding);
      assertRefused(header, Arrays.copyOf(good, 1), encoding);
      assertRefused(header, random, encoding);
      good[good.length / 2] ^= 4;
      assertRefused(header, good, encoding);
    }
  }

  @Test
  void otherTextsAreRefused() throws IOException {
    for (String text : new String[] {"", "some text", "NRR", "NRRD", "%PDF"}) {
      assertRefused(
          Files.writeString(folder.resolve("a.nrrd"), text),
          MalformedVolumeException.class,
          "expected",
          "NRRD");
    }
    for (String text : new String[] {
      "NRRD00",
      "NRRD0004",
      "NRRD0004\n",
      "NRRD0009\ntype: int8\n",
      "NRRD0004\nno colon\n",
      "NRRD0004\ntype: int8\n\n",
      "NRRD0004 and more\n",
      "NRRD0004\n" + "x".repeat(2 << 20),
      "NRRD0004\n" + "# more\n".repeat(3 << 20)
    }) {
      assertRefused(
          Files.writeString(folder.resolve("a.nrrd"), text),
          MalformedVolumeException.class,
          "expected",
          "got");
    }
  }

  @Test
  void compressedHeadersAreRefused() throws IOException {
    String header = header("type: uint8", "dimension: 1", "sizes: 1", "encoding: raw");

    assertRefused(
        Files.write(folder.resolve("a.nrrd.gz"), gzip((header + "\n1").getBytes(US_ASCII))),
        MalformedVolumeException.class,
        "compressed by gzip");
  }

  @Test
  void textsOfAHeaderAreNotShown() throws IOException {
    for (String field : new String[] {"type", "encoding", "sizes", "space", "kinds", "endian"}) {
      String lines = header("type: int16", "dimension: 1", "sizes: 2", "encoding: raw")
          .replaceAll("(?m)^" + field + ":.*\n", "");
      Path file = attached(
          folder.resolve("file"),
          lines + field + ": \"Doe^John (born 1970)\", no number\n",
          new byte[64]);

      assertThatThrownBy(() -> Volumes.read(file))
          .isInstanceOf(MalformedVolumeException.class)
          .message()
          .doesNotContainIgnoringCase("doe");
    }
  }

  @Test
  void dataFilesElsewhereOrNowhereAreRefused() throws IOException {
    String header = header("type: uint8", "dimension: 1", "sizes: 4", "encoding: raw");
    for (String name : new String[] {"/etc/passwd", "../../etc/passwd", "LIST\n/etc/passwd"}) {
      assertRefused(
          Files.writeString(folder.resolve("a.nhdr"), header + "data file: " + name + "\n"),
          MalformedVolumeException.class,
          "a.nhdr",
          "/etc/passwd");
    }
    assertRefused(
        Files.writeString(folder.resolve("a.nhdr"), header + "data file: none.raw\n"),
        NoSuchFileException.class,
        "none.raw",
        "a.nhdr");
    assertRefused(
        Files.writeString(folder.resolve("a.nhdr"), header + "data file: img%d.raw 1 4 1\n"),
        IOException.class,
        "img1.raw");
  }

  @Test
  void skipsBeyondTheFileAreRefused() throws IOException {
    for (String skip : new String[] {
      "line skip: 1000000000000000", "line skip: -1", "byte skip: 1000000000000000",
      "byte skip: 9223372036854775807", "byte skip: -2", "byte skip: 9223372036854775808"
    }) {
      for (String encoding : new String[] {"raw", "gzip", "text"}) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.write(encoding.equals("gzip") ? gzip(new byte[64]) : "1 2 3 4".getBytes(US_ASCII));
        assertRefused(
            header("type: uint8", "dimension: 1", "sizes: 4", "encoding: " + encoding, skip),
            data.toByteArray(),
            "expected",
            "got");
      }
    }
    assertThat(folder).isNotEmptyDirectory();
  }
}
