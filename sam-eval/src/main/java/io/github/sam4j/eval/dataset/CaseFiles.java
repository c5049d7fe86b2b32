// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.dataset;

import io.github.sam4j.image.internal.files.NameEncoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
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
   * Returns the visible files of a folder by name, and the links that lead nowhere. Hidden ones are
   * what operating systems leave behind, such as the resource forks {@code ._NAME} of macOS.
   */
  static List<Path> visible(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> !isHidden(file) && isThere(file))
          .sorted(Comparator.comparing(CaseFiles::name))
          .toList();
    }
  }

  /** Returns whether there is a file, or a link that may lead nowhere. */
  static boolean isThere(Path file) {
    return Files.isRegularFile(file) || (Files.isSymbolicLink(file) && !Files.exists(file));
  }

  /**
   * Returns whether the name of a file says what it is: in a locale whose encoding lacks a
   * character, Java replaces it, and two files may get one and the same name.
   */
  static boolean isDecodable(Path file) {
    try {
      return file.getFileSystem().getPath(file.toString()).equals(file);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** Describes why a name isn't decodable, with the way out. */
  static String undecodable() {
    return NameEncoding.undecodable("a name") + ", or rename the file if its name isn't UTF-8";
  }

  /**
   * Refuses a file whose name isn't decodable.
   *
   * @throws DatasetException that names it and the way out
   */
  static void checkDecodable(Path file) throws DatasetException {
    if (!isDecodable(file)) {
      throw new DatasetException(file, undecodable());
    }
  }

  /**
   * Returns a name in the one form (NFC) in which names are compared: macOS decomposes umlauts and
   * accents, most others don't.
   */
  static String normalized(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC);
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

  /** Returns the suffix by which a volume or picture is recognised; empty if there is none. */
  static String extension(Path file) {
    return name(file).substring(id(file).length());
  }

  /** Returns the name of a file in its folder. */
  static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
