// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.nrrd;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.io.TempDir;

/**
 * The reader of NRRD, given bytes that a fuzzer has made up. An ordinary run replays the stored
 * inputs; CONTRIBUTING.md tells how to look for new ones.
 */
final class NrrdFuzzTest {
  private static final int MAX_BYTES = 1 << 14;

  @TempDir
  private static Path folder;

  @FuzzTest(maxDuration = "10m")
  void nrrd(byte[] file) throws IOException {
    Path path = folder.resolve("file.nrrd");
    Files.write(path, file.length > MAX_BYTES ? Arrays.copyOf(file, MAX_BYTES) : file);
    try {
      new NrrdFormat().read(path).sum();
    } catch (IOException e) {
      assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
    }
  }
}
