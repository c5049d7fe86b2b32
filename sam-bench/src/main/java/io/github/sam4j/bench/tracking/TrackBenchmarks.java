// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.tracking;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.sam4j.bench.cli.DeviceOptions;
import io.github.sam4j.bench.cli.OneLineFailures;
import io.github.sam4j.bench.cli.Options;
import io.github.sam4j.bench.machine.Jdk;
import io.github.sam4j.bench.machine.Machine;
import io.github.sam4j.bench.tracking.RunDescription.AbsentStage;
import io.github.sam4j.device.Device;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Measures the tracked benchmarks and writes one file with their times and everything that these
 * depend on; then compares with this machine's stored baseline, if there is one.
 *
 * <pre>{@code mvn -pl sam-bench verify -Pbench}</pre>
 */
@CommandLine.Command(
    name = "track-benchmarks",
    mixinStandardHelpOptions = true,
    description = "Measures the tracked benchmarks and writes one JSON file.")
public final class TrackBenchmarks implements Callable<Integer> {
  private static final int AUTOMATIC_POINTS_PER_SIDE = 16;
  private static final int CPU_BATCH = 4;
  private static final int GPU_BATCH = 64;
  private static final int WIDTH = 1800;

  @Option(
      names = "--benchmarks",
      paramLabel = "REGEX",
      description = "measure these of all benchmarks instead of the tracked ones")
  private String benchmarks = "";

  @Option(
      names = "--forks",
      paramLabel = "N",
      description =
          "processes per benchmark, each in a round of its own (default: ${DEFAULT-VALUE}); with one the noise stays unknown")
  private int forks = 5;

  @Option(
      names = "--warmup-iterations",
      paramLabel = "N",
      description =
          "per process, each twice as long as one that counts (default: ${DEFAULT-VALUE})")
  private int warmupIterations = 1;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      description = "per process (default: ${DEFAULT-VALUE})")
  private int iterations = 3;

  @Option(
      names = "--iteration-millis",
      paramLabel = "MS",
      description = "least time of an iteration that counts (default: ${DEFAULT-VALUE})")
  private int iterationMillis = 1000;

  @Mixin
  private final DeviceOptions where = new DeviceOptions();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "(default: the commit's name, and device, precision and threads where unusual, in the folder given by --out-folder)")
  private String out = "";

  @Option(
      names = "--out-folder",
      paramLabel = "DIR",
      description = "made if missing (default: ${DEFAULT-VALUE})")
  private Path outFolder = Path.of("sam-bench", "target", "tracking");

  @Option(
      names = "--checkout",
      paramLabel = "DIR",
      description = "whose commit is measured (default: the current folder)")
  private Path checkout = Path.of("");

  @Option(
      names = "--baselines",
      paramLabel = "DIR",
      description = "holds one baseline per machine (default: ${DEFAULT-VALUE})")
  private Path baselines = Path.of("sam-bench", "baseline");

  @Option(
      names = "--store-baseline",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "BOOLEAN",
      description = "make this run the machine's baseline, after comparing with the one before")
  private boolean storeBaseline;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  private TrackBenchmarks() {}

  /** Runs the program and ends the process. */
  public static void main(String[] args) {
    System.exit(command().execute(args));
  }

  /** Returns the program, ready to be executed. */
  static CommandLine command() {
    return OneLineFailures.of(new TrackBenchmarks());
  }

  @Override
  public Integer call() throws IOException, RunnerException {
    Options.checkAtLeast(1, "--forks", forks);
    Options.checkAtLeast(0, "--warmup-iterations", warmupIterations);
    Options.checkAtLeast(1, "--iterations", iterations);
    Options.checkAtLeast(1, "--iteration-millis", iterationMillis);
    checkFitToBeStored();
    Device device = where.device();
    Map<TrackedBenchmark, String> absent =
        benchmarks.isBlank() ? TrackedBenchmark.absentOn(device) : Map.of();
    RunDescription description = new RunDescription(
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        Commit.of(checkout.toAbsolutePath()),
        Machine.here(device),
        Jdk.here(),
        Networks.ask(device, where.precision(), where.threads()),
        absent.entrySet().stream()
            .map(stage -> new AbsentStage(stage.getKey().jmhName(), stage.getValue()))
            .toList());
    Path file = out.isBlank() ? outFolder.resolve(description.fileName()) : Path.of(out);
    makeFolderOf(file);
    ArrayNode results = new BenchmarkRounds(round(device, absent.keySet()).build(), forks).run();
    RunFile.write(file, description, results);
    PrintWriter text = spec.commandLine().getOut();
    text.println();
    absent.forEach((stage, why) -> text.println("no " + stage.jmhName() + ": " + why));
    text.println("written: " + file);
    new Baselines(baselines).compare(file, description, storeBaseline, text);
    text.flush();
    return ExitCode.OK;
  }

  /** A baseline of few benchmarks, or without noise, would leave later runs nothing to go by. */
  private void checkFitToBeStored() {
    if (storeBaseline && !benchmarks.isBlank()) {
      throw new IllegalArgumentException(
          "--store-baseline takes all tracked benchmarks, --benchmarks chooses others");
    }
    if (storeBaseline && forks < RatioInterval.MIN_FORKS) {
      throw new IllegalArgumentException(
          "--store-baseline takes at least " + RatioInterval.MIN_FORKS + " --forks, got " + forks);
    }
  }

  private static void makeFolderOf(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
  }

  private ChainedOptionsBuilder round(Device device, Set<TrackedBenchmark> absent) {
    ChainedOptionsBuilder round = new OptionsBuilder()
        .forks(1)
        .warmupForks(0)
        .warmupIterations(warmupIterations)
        .warmupTime(TimeValue.milliseconds(2L * iterationMillis))
        .measurementIterations(iterations)
        .measurementTime(TimeValue.milliseconds(iterationMillis))
        .param("device", device.toString())
        .param("precision", where.precision().name())
        .param("threads", Integer.toString(where.threads()))
        .param("pointsPerSide", Integer.toString(AUTOMATIC_POINTS_PER_SIDE))
        .param("batch", Integer.toString(device.equals(Device.cpu()) ? CPU_BATCH : GPU_BATCH))
        .param("width", Integer.toString(WIDTH))
        .addProfiler(GCProfiler.class)
        .shouldFailOnError(true);
    if (!benchmarks.isBlank()) {
      return round.include(benchmarks);
    }
    for (TrackedBenchmark tracked : TrackedBenchmark.values()) {
      if (!absent.contains(tracked)) {
        round.include(tracked.pattern());
      }
    }
    return round;
  }
}
