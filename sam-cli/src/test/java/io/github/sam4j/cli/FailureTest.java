// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.sam4j.io.Images;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.model.InferenceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Exit codes: 2 where other input helps, 1 where it doesn't. */
final class FailureTest {
  @TempDir
  private Path folder;

  static Stream<Arguments> exceptions() {
    FileSystemException full = new FileSystemException("out.json", null, "No space left on device");
    return Stream.of(
        Arguments.of(new IllegalArgumentException("expected a, got b"), 2, "expected a, got b"),
        Arguments.of(new IOException("a.nii: expected\nmore"), 2, "a.nii: expected"),
        Arguments.of(new NoSuchFileException("a"), 2, "a: no such file or folder"),
        Arguments.of(new NotDirectoryException("a"), 2, "a: NotDirectoryException"),
        Arguments.of(new AccessDeniedException("a"), 1, "a: permission denied"),
        Arguments.of(full, 1, "out.json: No space left on device"),
        Arguments.of(new UncheckedIOException(full), 1, "out.json: No space left on device"),
        Arguments.of(new IOException("cache: full", full), 1, "cache: full"),
        Arguments.of(
            new IOException("a: no answer", new ConnectException("refused")), 1, "a: no answer"),
        Arguments.of(
            new UncheckedIOException(new IOException("no library", new UnsatisfiedLinkError("x"))),
            1,
            "no library"),
        Arguments.of(new InferenceException("output has NaN"), 1, "output has NaN"),
        Arguments.of(
            new IllegalStateException("x"),
            1,
            "unexpected failure, please report it: java.lang.IllegalStateException: x"));
  }

  @ParameterizedTest
  @MethodSource("exceptions")
  void exitCodeTellsWhoCanHelp(Exception exception, int exitCode, String message) {
    assertThat(Failure.of(exception)).isEqualTo(new Failure(message, exitCode));
  }

  @Test
  void outputsThatCannotBeWrittenAreNamed() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "needs the device " + full);
    Path image = folder.resolve("a.png");
    Images.writePng(Mask.empty(40, 30), image);

    for (List<String> options : List.of(
        List.of("predict", "--point", "5,5,1", "--out", full.toString()),
        List.of(
            "predict",
            "--point",
            "5,5,1",
            "--out",
            folder.resolve("a.json").toString(),
            "--overlay",
            full.toString()),
        List.of("automatic", "--points-per-side", "1", "--out", full.toString()))) {
      Object[] arguments = Stream.concat(
              options.stream(), Stream.of("--image", image.toString(), "--threads", "1"))
          .toArray();

      Outcome outcome = Outcome.run(arguments);

      assertThat(outcome.code()).as(options.toString()).isEqualTo(1);
      // after the lines of progress
      assertThat(outcome.err().lines())
          .last()
          .asString()
          .startsWith("sam4j " + options.get(0) + ": /dev/full: ");
    }
  }
}
