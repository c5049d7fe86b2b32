// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import io.github.sam4j.DeviceUnavailableException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** Entry point: runs a command, and turns a failure into one line and an exit code. */
@Command(
    name = "sam4j",
    mixinStandardHelpOptions = true,
    versionProvider = Sam4j.Version.class,
    description = "Segment Anything on radiology images.",
    subcommands = {
      DemoCommand.class,
      PredictCommand.class,
      AutomaticCommand.class,
      InfoCommand.class,
      DevicesCommand.class,
      MetricsCommand.class,
      ModelsCommand.class,
      ExportCommand.class,
      PaperTablesCommand.class
    })
public final class Sam4j {
  /** System property; if set to any value, the stack trace of a failure is printed. */
  private static final String DEBUG_PROPERTY = "sam4j.debug";

  private Sam4j() {}

  /** Runs the command line and ends the process. */
  public static void main(String[] args) {
    int code;
    try {
      code = run(args);
    } catch (OutOfMemoryError e) {
      System.err.println(
          "sam4j: the Java heap is too small; set SAM4J_JAVA_OPTS=-Xmx8g for a larger one");
      code = ExitCode.SOFTWARE;
    }
    System.exit(code);
  }

  /** Runs the command line and returns its exit code. */
  public static int run(String... args) {
    CommandLine line = new CommandLine(new Sam4j());
    line.setParameterExceptionHandler((e, given) -> {
      String command = e.getCommandLine().getCommandSpec().qualifiedName();
      return fail(
          e.getCommandLine().getErr(),
          command + ": " + e.getMessage() + " (see --help)",
          ExitCode.USAGE,
          e);
    });
    line.setExecutionExceptionHandler((e, command, parsed) -> {
      String name = command.getCommandSpec().qualifiedName();
      return isBadInput(e)
          ? fail(command.getErr(), name + ": " + message(e), ExitCode.USAGE, e)
          : fail(
              command.getErr(),
              name + ": unexpected failure, please report it: " + e,
              ExitCode.SOFTWARE,
              e);
    });
    return args.length == 0 ? line.execute("--help") : line.execute(args);
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

  private static int fail(PrintWriter err, String message, int code, Exception e) {
    err.println(message.lines().findFirst().orElse(""));
    if (System.getProperty(DEBUG_PROPERTY) != null) {
      e.printStackTrace(err);
    }
    err.flush();
    return code;
  }

  /** Reads the version from the jar's manifest. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Sam4j.class.getPackage().getImplementationVersion();
      return new String[] {"sam4j " + (version == null ? "(not packaged)" : version)};
    }
  }
}
