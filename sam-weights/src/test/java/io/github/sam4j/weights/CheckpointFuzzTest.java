// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;

/**
 * Readers of checkpoints, and what recognises models in them, given bytes that a fuzzer has made
 * up. An ordinary run replays the stored inputs; CONTRIBUTING.md tells how to look for new ones.
 */
final class CheckpointFuzzTest {
  private static final int MAX_BYTES = 1 << 16;

  @FuzzTest(maxDuration = "10m")
  void pyTorchZip(byte[] file) {
    HostileFile.readOrRefuse(() -> PyTorchZipReader.read(limited(file)));
  }

  @FuzzTest(maxDuration = "10m")
  void pyTorchStream(byte[] file) {
    HostileFile.readOrRefuse(() -> PyTorchStreamReader.read(limited(file)));
  }

  @FuzzTest(maxDuration = "10m")
  void safetensors(byte[] file) {
    HostileFile.readOrRefuse(() -> SafetensorsReader.read(limited(file)));
  }

  @FuzzTest(maxDuration = "10m")
  void model(byte[] file) {
    HostileFile.recogniseOrRefuse(limited(file));
  }

  private static FileBytes limited(byte[] file) {
    return FileBytes.of(file.length > MAX_BYTES ? Arrays.copyOf(file, MAX_BYTES) : file);
  }
}
