// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.model.registry;

import io.github.sam4j.model.registry.ModelRegistry.Model.Origin;
import io.github.sam4j.progress.Progress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Random;

/** A made-up model for a server of this machine. */
final class TestModel {
  private TestModel() {}

  /** Bytes that look like weights: the same for the same seed. */
  static byte[] content(int seed, int length) {
    byte[] content = new byte[length];
    new Random(seed).nextBytes(content);
    return content;
  }

  static ModelRegistry.Model of(URI source, byte[] content) throws IOException {
    return new ModelRegistry.Model(
        "tiny",
        "a model for tests",
        Origin.DOWNLOAD,
        List.of(new ModelRegistry.Model.File("tiny.pth", source, content.length, sha256(content))),
        "made up",
        "none",
        "none");
  }

  static String sha256(byte[] content) throws IOException {
    return Checksum.of(
        new ByteArrayInputStream(content), content.length, "content", Progress.none());
  }
}
