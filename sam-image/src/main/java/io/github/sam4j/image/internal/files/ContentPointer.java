// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.image.internal.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Recognises what version control leaves in place of large files whose content wasn't fetched:
 * small texts of Git LFS and git-annex, and the links of git-annex that lead nowhere.
 */
public final class ContentPointer {
  /** No pointer is larger: git-annex reads at most 32 KiB of one, Git LFS 1 KiB. */
  private static final int MAX_BYTES = 32 << 10;

  private static final int BEGINNING = 256;

  private static final Pattern LFS =
      Pattern.compile("version https://(git-lfs\\.github\\.com|hawser\\.github\\.com)/spec/.*");
  private static final Pattern ANNEX =
      Pattern.compile("(\\.\\.[/\\\\])*(\\.git)?[/\\\\]?annex[/\\\\]objects[/\\\\].*");

  private ContentPointer() {}

  /**
   * Describes a file that stands for a content that isn't there, with the command that fetches it.
   *
   * @return empty if the file has content of its own, or there is none of the name
   */
  public static Optional<String> describe(Path file) throws IOException {
    if (Files.isSymbolicLink(file) && !Files.exists(file)) {
      String target = Files.readSymbolicLink(file).toString().replace('\\', '/');
      return Optional.of(
          target.contains("annex/objects/")
              ? annex()
              : "a symbolic link to a file that isn't there");
    }
    if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
      return Optional.empty();
    }
    String text;
    try (InputStream in = Files.newInputStream(file)) {
      text = new String(in.readNBytes(BEGINNING), StandardCharsets.ISO_8859_1);
    }
    String line = text.lines().findFirst().orElse("");
    if (LFS.matcher(line).matches()) {
      return Optional.of("a Git LFS pointer without its content (git lfs pull fetches it)");
    }
    return ANNEX.matcher(line).matches() ? Optional.of(annex()) : Optional.empty();
  }

  private static String annex() {
    return "a git-annex pointer without its content (git annex get fetches it)";
  }
}
