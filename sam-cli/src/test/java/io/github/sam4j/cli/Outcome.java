// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Exit code and output of a command. */
record Outcome(int code, String out, String err) {
  private static final int WRONG = 2;

  /** Runs a command as a user does. */
  static Outcome run(Object... arguments) {
    PrintStream err = System.err;
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
    try {
      int code = Sam4j.run(
          StandardOutput.to(outBytes),
          Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new));
      return new Outcome(
          code,
          outBytes.toString(StandardCharsets.UTF_8),
          errBytes.toString(StandardCharsets.UTF_8));
    } finally {
      System.setErr(err);
    }
  }

  /**
   * Runs a command that must be refused as wrong input, with one line, and create nothing in a
   * folder.
   *
   * @return the line
   */
  static String refusal(Path folder, Object... arguments) throws IOException {
    List<Path> before = files(folder);
    Outcome outcome = run(arguments);
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(WRONG);
    assertThat(outcome.err().lines().toList()).as("lines on standard error").hasSize(1);
    assertThat(files(folder)).isEqualTo(before);
    return outcome.err();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.sorted().toList();
    }
  }
}
