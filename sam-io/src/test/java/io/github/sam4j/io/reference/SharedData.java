package io.github.sam4j.io.reference;

import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Data that is too large for the repository: a folder {@code shared} next to it, or next to one of
 * the folders around it.
 */
final class SharedData {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private SharedData() {}

  /** Returns a file or folder of the data; skips the test if it is not there. */
  static Path path(String relative) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path found = at.resolve("shared").resolve(relative);
      if (Files.exists(found)) {
        return found;
      }
    }
    return abort("needs shared/" + relative + ", which is not here");
  }

  /** Returns the content of a JSON file of the data; skips the test if it is not there. */
  static JsonNode json(String relative) throws IOException {
    return MAPPER.readTree(path(relative).toFile());
  }
}
