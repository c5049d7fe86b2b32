// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import io.github.sam4j.cli.StandardOutput.UnwritableException;
import io.github.sam4j.image.internal.files.NameEncoding;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.RunLast;

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

  /** What Java decodes bytes as that the locale's encoding lacks. */
  private static final char REPLACEMENT = '\uFFFD';

  private Sam4j() {}

  /** Runs the command line and ends the process. */
  public static void main(String[] args) {
    // whatever the locale, as JSON is UTF-8 and names of files may have any letter
    System.setErr(
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
    int code;
    try {
      code = run(StandardOutput.ofProcess(), args);
    } catch (OutOfMemoryError e) {
      System.err.println(
          "sam4j: the Java heap is too small; set SAM4J_JAVA_OPTS=-Xmx8g for a larger one");
      code = ExitCode.SOFTWARE;
    }
    System.exit(code);
  }

  /**
   * Runs the command line.
   *
   * @param out takes what the command prints, in UTF-8
   * @return the exit code: 0, 2 for wrong input, or 1 for other failures
   */
  static int run(StandardOutput out, String... args) {
    PrintWriter printed = new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    PrintWriter err =
        new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8), true);
    CommandLine line = new CommandLine(new Sam4j()).setOut(printed).setErr(err);
    line.setParameterExceptionHandler((e, given) -> {
      String command = e.getCommandLine().getCommandSpec().qualifiedName();
      return fail(err, command, new Failure(e.getMessage() + " (see --help)", ExitCode.USAGE), e);
    });
    // help and version are printed outside of any command
    line.setExecutionStrategy(parsed -> {
      try {
        return new RunLast().execute(parsed);
      } catch (UnwritableException e) {
        return ExitCode.SOFTWARE;
      }
    });
    line.setExecutionExceptionHandler((e, command, parsed) -> e instanceof UnwritableException
        ? ExitCode.SOFTWARE
        : fail(err, command.getCommandSpec().qualifiedName(), Failure.of(e), e));
    if (String.join("", args).indexOf(REPLACEMENT) >= 0 && !NameEncoding.name().equals("UTF-8")) {
      String problem = NameEncoding.undecodable("arguments");
      return fail(err, "sam4j", new Failure(problem, ExitCode.USAGE), new IOException(problem));
    }
    int code;
    try {
      code = args.length == 0 ? line.execute("--help") : line.execute(args);
      printed.flush();
    } catch (UnwritableException e) {
      code = ExitCode.SOFTWARE;
    }
    Optional<UnwritableException> unwritable = out.failure();
    if (unwritable.isPresent() && !out.isPipe()) {
      Failure failure =
          new Failure(String.valueOf(unwritable.get().getMessage()), ExitCode.SOFTWARE);
      fail(err, "sam4j", failure, unwritable.get());
    }
    return code;
  }

  private static int fail(PrintWriter err, String command, Failure failure, Exception e) {
    err.println(command + ": " + failure.message());
    if (System.getProperty(DEBUG_PROPERTY) != null) {
      e.printStackTrace(err);
    }
    return failure.exitCode();
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
