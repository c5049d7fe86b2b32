// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where nnU-Net keeps what belongs to one data set: {@code nnUNet_raw/NAME} has the files and their
 * description, and {@code nnUNet_preprocessed/NAME} another copy of the description. People also
 * keep the description beside {@code nnUNet_raw}.
 */
final class NnUnetFolders {
  private static final String DESCRIPTION = "dataset.json";
  private static final String RAW = "nnUNet_raw";
  private static final int NAMED = 3;

  private NnUnetFolders() {}

  /** Returns where the description of a folder is, or should be: in it, or beside its raw data. */
  static Path description(Path folder) {
    Path own = folder.resolve(DESCRIPTION);
    Path absolute = folder.toAbsolutePath().normalize();
    if (!Files.isRegularFile(own) && CaseFiles.name(absolute).startsWith(RAW)) {
      Path beside = absolute.resolveSibling(DESCRIPTION);
      return Files.isRegularFile(beside) ? beside : own;
    }
    return own;
  }

  /** Returns a remark on folders in a folder that have a description; empty if none has. */
  static String described(Path folder) throws IOException {
    List<Path> some = folders(folder).stream()
        .filter(each -> Files.isRegularFile(each.resolve(DESCRIPTION)))
        .toList();
    return some.isEmpty()
        ? ""
        : "; these folders in it have one: "
            + String.join(", ", some.stream().limit(NAMED).map(Path::toString).toList())
            + (some.size() > NAMED ? " and " + (some.size() - NAMED) + " more" : "");
  }

  /**
   * Returns the folder with {@code imagesTr}: the given one, or the raw data beside a description.
   *
   * @param name of the data set
   */
  static Path data(Path folder, String name) throws IOException {
    List<Path> places = new ArrayList<>(List.of(
        folder,
        folder.resolve(RAW),
        folder.resolve(RAW).resolve(name),
        folder.resolve("..").resolve(RAW).resolve(name).normalize(),
        folder.resolve("..").resolve("..").resolve(RAW).resolve(name).normalize()));
    for (Path raw : List.of(folder, folder.resolve(RAW))) {
      List<Path> inside = folders(raw).stream().filter(NnUnetFolders::hasImages).toList();
      if (CaseFiles.name(raw.toAbsolutePath().normalize()).startsWith(RAW) && inside.size() == 1) {
        places.add(inside.get(0));
      }
    }
    Optional<Path> found = places.stream().filter(NnUnetFolders::hasImages).findFirst();
    return found.orElse(folder);
  }

  private static boolean hasImages(Path folder) {
    return Files.isDirectory(folder.resolve("imagesTr"));
  }

  private static List<Path> folders(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isDirectory).sorted().toList();
    }
  }
}
