// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.dataset;

import io.github.sam4j.eval.dataset.Dataset.LabelledCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lists a data set in a process of its own: {@code pairs IMAGES LABELS}, or {@code msd PARENT} for
 * the only folder in a folder. Prints a line for each case, or the reason for none, in ASCII.
 */
final class DatasetProbe {
  private DatasetProbe() {}

  public static void main(String[] args) throws IOException {
    try {
      Dataset dataset = args[0].equals("pairs")
          ? Datasets.folders("probe", Path.of(args[1]), Path.of(args[2]))
          : Datasets.msd(only(Path.of(args[1])));
      for (LabelledCase one : dataset.cases()) {
        System.out.println(ascii("case " + one.id()));
      }
    } catch (DatasetException e) {
      System.out.println(ascii("refused " + e.getMessage()));
    }
  }

  private static Path only(Path parent) throws IOException {
    try (Stream<Path> inside = Files.list(parent)) {
      List<Path> folders = inside.toList();
      return folders.get(0);
    }
  }

  private static String ascii(String text) {
    StringBuilder ascii = new StringBuilder();
    text.chars()
        .forEach(c -> ascii.append(c < 128 ? String.valueOf((char) c) : String.format("<%x>", c)));
    return ascii.toString();
  }
}
