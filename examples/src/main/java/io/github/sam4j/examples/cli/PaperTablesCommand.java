package io.github.sam4j.examples.cli;

import io.github.sam4j.SamSegmenter;
import io.github.sam4j.eval.BestAndWorst;
import io.github.sam4j.eval.MsdDataset;
import io.github.sam4j.eval.PaperProtocol;
import io.github.sam4j.eval.PaperRun;
import io.github.sam4j.eval.ScoreTable;
import io.github.sam4j.eval.SliceScore;
import io.github.sam4j.io.file.FileReplacement;
import io.github.sam4j.io.volume.Axis;
import io.github.sam4j.io.volume.Intensity;
import io.github.sam4j.metrics.selection.MaskSelection;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The protocol of arXiv 2312.12880 on tasks of the Medical Segmentation Decathlon. */
@Command(
    name = "paper-tables",
    mixinStandardHelpOptions = true,
    description =
        "Implements the protocol of arXiv 2312.12880 on folders in the layout of the Medical Segmentation Decathlon: slices"
            + " with ground truth, automatic masks, selections made with the ground truth, Dice and IoU.")
final class PaperTablesCommand implements Callable<Integer> {
  /** Selections to score. */
  enum Selections {
    /** The paper's four in the readings that SAM4J defaults to. */
    paper,
    /** Every reading. */
    all;

    List<MaskSelection> members() {
      return this == paper ? MaskSelection.paper() : MaskSelection.all();
    }
  }

  @Option(
      names = "--msd",
      required = true,
      arity = "1..*",
      paramLabel = "DIR",
      description = "folders with dataset.json; repeatable")
  private List<Path> folders = new ArrayList<>();

  @Option(
      names = "--cases",
      paramLabel = "N",
      description = "first N cases of each task; default: all")
  private @Nullable Integer cases;

  @Option(
      names = "--axis",
      paramLabel = "AXIS",
      description = "through_plane, axial, coronal or sagittal (default: through_plane)")
  private String axis = "through_plane";

  @Option(
      names = "--intensity",
      paramLabel = "POLICY",
      description =
          "minmax, minmax-slice, percentile (0.5 to 99.5, non-zero) or ct:LEVEL/WIDTH; default: ct:40/400 for CT, else minmax")
  private @Nullable String intensity;

  @Option(
      names = "--channel",
      paramLabel = "N",
      description = "channel of 4-D images, from 0 (default: ${DEFAULT-VALUE})")
  private int channel;

  @Option(
      names = "--selections",
      paramLabel = "SET",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Selections selections = Selections.paper;

  @Mixin
  private AutomaticOptions automatic = new AutomaticOptions();

  @Mixin
  private ModelOptions model = new ModelOptions();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "folder for tables and pictures; created if missing")
  private Path out = Path.of("");

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    PaperProtocol protocol = protocol();
    List<MsdDataset> datasets = datasets();
    OutputFiles.createFolder(out);
    List<SliceScore> scores = new ArrayList<>();
    BestAndWorst pictures = new BestAndWorst(MaskSelection.bestIou().name());
    StringBuilder report = new StringBuilder();
    PrintWriter console = spec.commandLine().getOut();
    try (SamSegmenter sam = model.open()) {
      for (MsdDataset dataset : datasets) {
        String description = protocol.describe(sam.model(), dataset);
        report.append(description).append('\n');
        console.println(description);
        console.flush();
        run(sam, protocol, dataset, scores, pictures);
      }
    }
    if (scores.isEmpty()) {
      throw new IllegalArgumentException(
          "expected slices with ground truth, found none in " + folders);
    }
    ScoreTable table = ScoreTable.of(scores);
    report.append(table.toText());
    write(table, report.toString(), pictures, console);
    return ExitCode.OK;
  }

  private List<MsdDataset> datasets() throws IOException {
    List<MsdDataset> datasets = new ArrayList<>();
    for (Path folder : folders) {
      MsdDataset dataset = MsdDataset.read(folder);
      if (datasets.stream().anyMatch(other -> other.task().equals(dataset.task()))) {
        throw new IllegalArgumentException(
            "--msd must name different tasks, got " + dataset.task() + " twice");
      }
      datasets.add(dataset);
    }
    return datasets;
  }

  private PaperProtocol protocol() {
    PaperProtocol.Builder builder = PaperProtocol.builder()
        .axis(axis())
        .automatic(automatic.settings())
        .selections(selections.members())
        .channel(channel);
    if (cases != null) {
      if (cases < 1) {
        throw new IllegalArgumentException("--cases must be at least 1, got " + cases);
      }
      builder.maxCases(cases);
    }
    if (intensity != null) {
      builder.intensity(intensity(intensity));
    }
    return builder.build();
  }

  private Axis axis() {
    try {
      return Axis.valueOf(axis.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "--axis must be through_plane, axial, coronal or sagittal, got " + axis, e);
    }
  }

  private static Intensity intensity(String text) {
    return switch (text) {
      case "minmax" -> Intensity.minMaxVolume();
      case "minmax-slice" -> Intensity.minMaxSlice();
      case "percentile" -> Intensity.percentile(0.5, 99.5);
      default -> ctWindow(text);
    };
  }

  private static Intensity ctWindow(String text) {
    String[] window = text.startsWith("ct:") ? text.substring(3).split("/", -1) : new String[0];
    if (window.length != 2) {
      throw new IllegalArgumentException(
          "--intensity must be minmax, minmax-slice, percentile or ct:LEVEL/WIDTH, got " + text);
    }
    try {
      return Intensity.ctWindow(Double.parseDouble(window[0]), Double.parseDouble(window[1]));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--intensity ct:LEVEL/WIDTH needs numbers, got " + text, e);
    }
  }

  private static void run(
      SamSegmenter sam,
      PaperProtocol protocol,
      MsdDataset dataset,
      List<SliceScore> scores,
      BestAndWorst pictures)
      throws IOException {
    try (ProgressLine progress = ProgressLine.onStandardError()) {
      new PaperRun(sam, protocol)
          .run(
              dataset,
              result -> {
                scores.addAll(result.scores());
                pictures.add(result);
              },
              progress);
    }
  }

  private void write(ScoreTable table, String report, BestAndWorst pictures, PrintWriter console)
      throws IOException {
    Path text = out.resolve("table.txt");
    Path csv = out.resolve("table.csv");
    Path slices = out.resolve("slices.csv");
    FileReplacement.write(text, stream -> stream.write(report.getBytes(StandardCharsets.UTF_8)));
    table.writeCsv(csv);
    table.writeSlicesCsv(slices);
    List<Path> written = new ArrayList<>(List.of(text, csv, slices));
    written.addAll(pictures.writePictures(out));
    console.println();
    console.print(table.toText());
    console.println();
    written.forEach(console::println);
    console.flush();
  }
}
