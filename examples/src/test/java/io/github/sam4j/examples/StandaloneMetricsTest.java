// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.mask.Mask;
import io.github.sam4j.metrics.Overlap;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a project needs that takes the metrics alone: two entries on its class path. */
final class StandaloneMetricsTest {
  private static final String PROGRAM = """
      import io.github.sam4j.mask.Mask;
      import io.github.sam4j.metrics.Overlap;

      class Dice {
        public static void main(String[] args) {
          Mask truth = Mask.of(3, 1, (x, y) -> x < 2);
          Mask prediction = Mask.of(3, 1, (x, y) -> x < 1);
          System.out.print(Overlap.between(truth, prediction).dice());
        }
      }
      """;

  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void diceNeedsTwoEntriesOnTheClassPath(@TempDir Path folder) throws Exception {
    Path program = Files.writeString(folder.resolve("Dice.java"), PROGRAM);
    Path output = folder.resolve("output");
    String classPath = entryOf(Overlap.class) + File.pathSeparator + entryOf(Mask.class);

    Process process = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            classPath,
            program.toString())
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
    process.waitFor();

    assertThat(output).content().isEqualTo(String.valueOf(2 * 1 / (2.0 + 1.0)));
  }

  private static Path entryOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
