// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The expected values are those of FIPS 180-2, appendix B. */
final class FingerprintTest {
  @TempDir
  private Path folder;

  @Test
  void fingerprintsAreThoseOfTheStandard() throws IOException {
    assertThat(sha256("abc".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(sha256("a".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  }

  @Test
  void missingFilesAreRefused() {
    assertThatThrownBy(() -> Fingerprint.sha256(folder.resolve("gone")))
        .isInstanceOf(NoSuchFileException.class);
  }

  private String sha256(byte[] content) throws IOException {
    return Fingerprint.sha256(Files.write(folder.resolve("file"), content));
  }
}
