// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import io.github.sam4j.testing.Jdks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Runs the command line in a process of its own, on a Java and in a locale of choice. */
final class CommandProcess {
  private final ProcessBuilder builder;

  private CommandProcess(List<String> command) {
    builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.equals("LANG") || name.startsWith("LC_"));
  }

  /** Returns a process that is not started yet. */
  static CommandProcess of(Path java, List<String> options, Object... arguments) {
    List<String> command = new ArrayList<>(List.of(java.toString(), "-XX:TieredStopAtLevel=1"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Sam4j.class.getName()));
    Stream.of(arguments).map(String::valueOf).forEach(command::add);
    return new CommandProcess(command);
  }

  /** Returns a process of any program. */
  static CommandProcess ofProgram(Object... command) {
    return new CommandProcess(Stream.of(command).map(String::valueOf).toList());
  }

  /** Returns the Java that runs the tests and the newest supported one, if it is installed. */
  static List<Path> javas() throws IOException {
    return Jdks.homes().stream().map(Jdks::java).toList();
  }

  CommandProcess environment(String name, String value) {
    builder.environment().put(name, value);
    return this;
  }

  /** Sends standard output to a file or device; the outcome's is empty then. */
  CommandProcess outTo(Path file) {
    builder.redirectOutput(file.toFile());
    return this;
  }

  /** Runs it to its end. */
  Outcome run() throws IOException, InterruptedException {
    Path err = Files.createTempFile("err", ".txt");
    try {
      Process process = builder.redirectError(err.toFile()).start();
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Outcome(process.waitFor(), out, Files.readString(err));
    } finally {
      Files.delete(err);
    }
  }
}
