// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import io.github.sam4j.DeviceUnavailableException;
import io.github.sam4j.model.InferenceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;

/**
 * What a failure of a command means for its user.
 *
 * @param message one line
 * @param exitCode 2 for wrong input, 1 for a machine on which right input fails, too, and for
 *     faults of this program
 */
record Failure(String message, int exitCode) {
  /** Errors of files that another argument would avoid. */
  private static final List<Class<? extends FileSystemException>> WRONG_PATHS = List.of(
      NoSuchFileException.class,
      NotDirectoryException.class,
      FileAlreadyExistsException.class,
      DirectoryNotEmptyException.class,
      FileSystemLoopException.class);

  private static final List<Class<? extends IOException>> CONNECTIONS =
      List.of(SocketException.class, UnknownHostException.class, HttpTimeoutException.class);

  /** Describes an exception of a command. */
  static Failure of(Exception e) {
    if (!isExplained(e)) {
      return new Failure("unexpected failure, please report it: " + e, ExitCode.SOFTWARE);
    }
    return new Failure(firstLine(message(e)), isOfMachine(e) ? ExitCode.SOFTWARE : ExitCode.USAGE);
  }

  private static boolean isExplained(Exception e) {
    return e instanceof IOException
        || e instanceof UncheckedIOException
        || e instanceof IllegalArgumentException
        || e instanceof DeviceUnavailableException
        || e instanceof InferenceException;
  }

  /** Looks through the causes, as a message that adds a file's name wraps the first exception. */
  private static boolean isOfMachine(Throwable failure) {
    for (@Nullable Throwable e = failure; e != null; e = e.getCause()) {
      Throwable each = e;
      if (each instanceof FileSystemException
          ? WRONG_PATHS.stream().noneMatch(type -> type.isInstance(each))
          : each instanceof LinkageError
              || CONNECTIONS.stream().anyMatch(type -> type.isInstance(each))) {
        return true;
      }
    }
    return failure instanceof InferenceException;
  }

  private static String message(Exception e) {
    Throwable cause = e instanceof UncheckedIOException && e.getCause() != null ? e.getCause() : e;
    String text = String.valueOf(cause.getMessage());
    if (cause instanceof FileSystemException file && file.getReason() == null) {
      text += ": " + reason(file);
    }
    return text;
  }

  /** Returns what the system says by the type of the exception alone. */
  private static String reason(FileSystemException e) {
    if (e instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    return e.getClass().getSimpleName();
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
