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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Says which benchmarks moved beyond their noise.
 *
 * <pre>{@code
 * java -cp sam-bench/target/benchmarks.jar io.github.sam4j.bench.tracking.CompareRuns BASELINE.json CURRENT.json
 * }</pre>
 *
 * <p>{@link RatioInterval} tells how the noise is found. Runs of different processors, numbers of
 * cores or feature releases of the JDK are refused: their ratios say nothing about the source.
 */
@CommandLine.Command(
    name = "compare-runs",
    mixinStandardHelpOptions = true,
    description = {
      "Says which benchmarks of two runs of one machine moved beyond their noise.",
      "Ends with 0; with 1 if a benchmark is slower and --fail-on-slower is given; with 2 if the "
          + "files can't be compared."
    })
public final class CompareRuns implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "BASELINE.json", description = "the run to compare with")
  private Path baseline = Path.of("");

  @Parameters(index = "1", paramLabel = "CURRENT.json", description = "the run to judge")
  private Path current = Path.of("");

  @Option(
      names = "--level",
      paramLabel = "P",
      description =
          "probability that noise alone moves no ratio out of its range (default: ${DEFAULT-VALUE})")
  private double level = 0.95;

  @Option(names = "--fail-on-slower", description = "end with 1 if a benchmark is slower")
  private boolean failOnSlower;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  private CompareRuns() {}

  /** Runs the program and ends the process. */
  public static void main(String[] args) {
    System.exit(command().execute(args));
  }

  /** Returns the program, ready to be executed. */
  static CommandLine command() {
    return OneLineFailures.of(new CompareRuns());
  }

  @Override
  public Integer call() throws IOException {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("--level must be in (0, 1), got " + level);
    }
    TrackedRun before = RunFile.read(baseline);
    TrackedRun now = RunFile.read(current);
    Comparison comparison = Comparison.of(before, now, level);
    ComparisonText.of(before, now, comparison, level).forEach(spec.commandLine().getOut()::println);
    spec.commandLine().getOut().flush();
    return failOnSlower && comparison.has(Verdict.SLOWER) ? ExitCode.SOFTWARE : ExitCode.OK;
  }
}
