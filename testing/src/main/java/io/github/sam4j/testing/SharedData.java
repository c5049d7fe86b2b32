// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;

/**
 * The folder {@code shared} next to the checkout, with reference outputs and real volumes. Tests
 * that need it are skipped if it is absent.
 */
public final class SharedData {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SharedData() {}

  /** Returns the path of a file or folder in it, or skips the calling test with a reason. */
  public static Path require(String name) {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve("shared"))) {
      folder = folder.getParent();
    }
    Assumptions.assumeTrue(
        folder != null, "needs the folder of reference data, ../shared next to the checkout");
    Path file = folder.resolve("shared").resolve(name);
    Assumptions.assumeTrue(Files.exists(file), () -> "needs " + name + " in ../shared");
    return file;
  }

  /** Returns the integers of a JSON array. */
  public static int[] integers(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToInt(JsonNode::asInt)
        .toArray();
  }

  /** Parses a JSON file in it, or skips the calling test with a reason. */
  public static JsonNode json(String name) throws IOException {
    return JSON.readTree(Files.readAllBytes(require(name)));
  }
}
