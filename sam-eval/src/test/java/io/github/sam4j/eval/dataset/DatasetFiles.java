// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Makes the files of data sets, and shows what became of them. */
final class DatasetFiles {
  private DatasetFiles() {}

  /** Makes empty files, and the folders that they are in. */
  static void make(Path folder, String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name);
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.createFile(file);
    }
  }

  /** Writes the description of a task and reads the task. */
  static Dataset described(Path folder, String json) throws IOException {
    Files.writeString(folder.resolve("dataset.json"), json);
    return Datasets.msd(folder);
  }

  /** Returns the reasons of the files that aren't used, by their paths in a folder. */
  static Map<String, String> skipped(Path folder, Dataset dataset) {
    return dataset.skipped().stream()
        .collect(Collectors.toMap(
            one -> folder.relativize(one.file()).toString().replace('\\', '/'),
            Dataset.Skipped::reason));
  }
}
