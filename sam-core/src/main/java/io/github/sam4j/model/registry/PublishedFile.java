package io.github.sam4j.model.registry;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * A file of a published model.
 *
 * @param name what the file is called in the folder of models and on a mirror
 * @param source where its publisher has it
 * @param bytes its size
 * @param sha256 its checksum in lower-case hexadecimal digits
 */
public record PublishedFile(String name, URI source, long bytes, String sha256) {
  private static final Pattern NAME = Pattern.compile("\\w[\\w.-]*");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if the name is more than a plain file name, the source isn't
   *     absolute, the size isn't positive or the checksum isn't 64 digits
   */
  public PublishedFile {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("name must be that of a file, got " + name);
    }
    if (!source.isAbsolute()) {
      throw new IllegalArgumentException("source must be an absolute URL, got " + source);
    }
    if (bytes <= 0) {
      throw new IllegalArgumentException("bytes must be positive, got " + bytes);
    }
    if (!SHA256.matcher(sha256).matches()) {
      throw new IllegalArgumentException(
          "sha256 must be 64 lower-case hexadecimal digits, got " + sha256);
    }
  }
}
