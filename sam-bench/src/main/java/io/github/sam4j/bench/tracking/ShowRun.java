// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.tracking;

import io.github.sam4j.bench.cli.OneLineFailures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Prints a tracked run as a Markdown table: the geometric mean of each benchmark's forks, the
 * smallest and the largest fork, and what an operation allocates on the Java heap.
 *
 * <pre>{@code
 * java -cp sam-bench/target/benchmarks.jar io.github.sam4j.bench.tracking.ShowRun RUN.json
 * }</pre>
 */
@CommandLine.Command(
    name = "show-run",
    mixinStandardHelpOptions = true,
    description = "Prints a tracked run as a Markdown table.")
public final class ShowRun implements Callable<Integer> {
  @Parameters(paramLabel = "RUN.json", description = "what track-benchmarks wrote")
  private Path file = Path.of("");

  @Spec
  private CommandSpec spec = CommandSpec.create();

  private ShowRun() {}

  /** Runs the program and ends the process. */
  public static void main(String[] args) {
    System.exit(command().execute(args));
  }

  /** Returns the program, ready to be executed. */
  static CommandLine command() {
    return OneLineFailures.of(new ShowRun());
  }

  @Override
  public Integer call() throws IOException {
    RunTable.of(RunFile.read(file)).forEach(spec.commandLine().getOut()::println);
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }
}
