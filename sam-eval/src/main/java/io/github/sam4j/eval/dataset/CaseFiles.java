// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The files of a folder as data sets see them. */
final class CaseFiles {
  private static final List<String> EXTENSIONS =
      List.of(".nii.gz", ".nii", ".png", ".jpg", ".jpeg");

  private CaseFiles() {}

  /**
   * Returns the visible files of a folder by name. Hidden ones are what operating systems leave
   * behind, such as the resource forks {@code ._NAME} of macOS.
   */
  static List<Path> visible(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> !isHidden(file) && Files.isRegularFile(file))
          .sorted(Comparator.comparing(CaseFiles::name))
          .toList();
    }
  }

  static boolean isHidden(Path file) {
    return name(file).startsWith(".");
  }

  /** Returns whether the name is that of a volume or a picture. */
  static boolean isImage(Path file) {
    return !id(file).equals(name(file));
  }

  /** Returns the name of a volume or picture without its extension. */
  static String id(Path file) {
    String name = name(file);
    String lower = name.toLowerCase(Locale.ROOT);
    for (String extension : EXTENSIONS) {
      if (lower.endsWith(extension) && name.length() > extension.length()) {
        return name.substring(0, name.length() - extension.length());
      }
    }
    return name;
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
