// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.tracking;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Stored runs, one per machine and way of running the networks.
 *
 * @param folder where they lie; made when one is stored
 */
record Baselines(Path folder) {
  private static final double LEVEL = 0.95;

  /**
   * Compares a run with its baseline, if there is one.
   *
   * @param file the run's
   * @param store whether the run becomes the baseline afterwards; one that can't be read is
   *     replaced then
   * @throws IOException if a file can't be read or written
   * @throws IllegalArgumentException if the baseline is another machine's
   */
  void compare(Path file, RunDescription description, boolean store, PrintWriter text)
      throws IOException {
    Path baseline = folder.resolve(description.baselineName());
    if (Files.exists(baseline)) {
      try {
        print(baseline, file, text);
      } catch (IOException | IllegalArgumentException e) {
        if (!store) {
          throw e;
        }
        text.println("not compared with the baseline before: " + e.getMessage());
      }
    } else if (!store) {
      text.println("no baseline of this machine yet; to make this run one, copy it to " + baseline);
    }
    if (store) {
      Files.createDirectories(folder);
      RunFile.copy(file, baseline);
      text.println("stored as this machine's baseline: " + baseline);
    }
  }

  private static void print(Path baseline, Path file, PrintWriter text) throws IOException {
    TrackedRun before = RunFile.read(baseline);
    TrackedRun now = RunFile.read(file);
    Comparison comparison = Comparison.of(before, now, LEVEL);
    text.println("compared with: " + baseline);
    text.println();
    ComparisonText.of(before, now, comparison, LEVEL).forEach(text::println);
  }
}
