// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.cli;

import io.github.sam4j.DeviceUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;

/** Runs a command and turns its failures into one line and an exit code. */
public final class OneLineFailures {
  private OneLineFailures() {}

  /** Returns the command with this behaviour, ready to be executed. */
  public static CommandLine of(Callable<Integer> command) {
    CommandLine line = new CommandLine(command);
    line.setParameterExceptionHandler((e, given) ->
        fail(e.getCommandLine(), e.getMessage() + " (--help tells more)", ExitCode.USAGE));
    line.setExecutionExceptionHandler((e, failed, parsed) -> isBadInput(e)
        ? fail(failed, message(e), ExitCode.USAGE)
        : fail(failed, "failed: " + e, ExitCode.SOFTWARE));
    return line;
  }

  private static boolean isBadInput(Exception e) {
    return e instanceof IOException
        || e instanceof UncheckedIOException
        || e instanceof IllegalArgumentException
        || e instanceof DeviceUnavailableException;
  }

  private static String message(Exception e) {
    Throwable cause = e instanceof UncheckedIOException && e.getCause() != null ? e.getCause() : e;
    String text = String.valueOf(cause.getMessage());
    if (cause instanceof FileSystemException file && file.getReason() == null) {
      text += cause instanceof NoSuchFileException
          ? ": no such file or folder"
          : ": " + cause.getClass().getSimpleName();
    }
    return text;
  }

  private static int fail(CommandLine line, String message, int code) {
    String name = line.getCommandSpec().qualifiedName();
    line.getErr().println(name + ": " + message.lines().findFirst().orElse(""));
    line.getErr().flush();
    return code;
  }
}
