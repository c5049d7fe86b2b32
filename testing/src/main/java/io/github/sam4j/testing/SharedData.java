package io.github.sam4j.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;

/**
 * The folder {@code shared} beside the checkout: reference outputs and real volumes. Tests that
 * need it are skipped where it is absent.
 */
public final class SharedData {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SharedData() {}

  /** Returns a file or folder in it, or skips the calling test with a reason. */
  public static Path require(String name) {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve("shared"))) {
      folder = folder.getParent();
    }
    Assumptions.assumeTrue(
        folder != null, "needs the folder of reference data, ../shared beside the checkout");
    Path file = folder.resolve("shared").resolve(name);
    Assumptions.assumeTrue(Files.exists(file), () -> "needs " + name + " in ../shared");
    return file;
  }

  /** Returns the whole numbers of a JSON array. */
  public static int[] integers(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToInt(JsonNode::asInt)
        .toArray();
  }

  /** Returns a JSON file in it. */
  public static JsonNode json(String name) throws IOException {
    return JSON.readTree(Files.readAllBytes(require(name)));
  }
}
