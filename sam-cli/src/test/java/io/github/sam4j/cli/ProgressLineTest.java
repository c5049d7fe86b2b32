// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProgressLineTest {
  private static final int LINE = 78;
  private static final String LONG_STEP =
      "hippocampus_001: slice 25: crop 3 of 21: points 128 of 1024";

  /** Returns the lines that updates leave on the screen. */
  private static List<String> lines(boolean terminal, double fraction, String... steps) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ProgressLine line =
        new ProgressLine(new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal)) {
      for (String step : steps) {
        line.update(fraction, step);
      }
    }
    return List.of(bytes.toString(StandardCharsets.UTF_8).strip().split("[\r\n]+", -1));
  }

  @Test
  void longStepIsShortenedAndTheTimeLeftStays() {
    String line = lines(true, 0.5, LONG_STEP).get(0);

    assertThat(line)
        .hasSize(LINE)
        .startsWith("[" + "#".repeat(15) + ".".repeat(15) + "]  50 %  hippocampus_001: ")
        .endsWith("..., 0:00 left");
  }

  @Test
  void longLastStepIsShortenedToTheLine() {
    assertThat(lines(true, 1, LONG_STEP).get(0)).hasSize(LINE).endsWith("...");
  }

  @Test
  void shortStepCoversTheLongerOneBeforeIt() {
    List<String> lines = lines(true, 0.5, LONG_STEP, "crop 1", LONG_STEP);

    assertThat(lines).hasSize(3);
    assertThat(lines.get(1)).hasSize(LINE).contains("50 %  crop 1, 0:00 left   ");
  }

  @Test
  void elsewhereStepsAreWhole() {
    assertThat(lines(false, 0.5, LONG_STEP)).containsExactly("50 %  " + LONG_STEP + ", 0:00 left");
  }
}
