// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import io.github.sam4j.SamSegmenter;
import io.github.sam4j.automatic.AutomaticMaskSettings;
import io.github.sam4j.cli.demo.SyntheticVolume;
import io.github.sam4j.eval.dataset.Dataset;
import io.github.sam4j.eval.dataset.Datasets;
import io.github.sam4j.eval.predictor.SlicePredictor;
import io.github.sam4j.eval.protocol.AutomaticProtocol;
import io.github.sam4j.eval.protocol.Protocol;
import io.github.sam4j.eval.protocol.Protocols;
import io.github.sam4j.eval.report.HtmlReport;
import io.github.sam4j.eval.report.ResultFiles;
import io.github.sam4j.eval.result.RunResult;
import io.github.sam4j.eval.result.SliceRecord;
import io.github.sam4j.eval.result.SliceRecord.SliceScore;
import io.github.sam4j.eval.run.DatasetImages;
import io.github.sam4j.eval.run.Evaluation;
import io.github.sam4j.eval.run.Evaluation.JournalUse;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.io.Images;
import io.github.sam4j.io.Volumes;
import io.github.sam4j.io.overlay.Overlay;
import io.github.sam4j.io.volume.Axis;
import io.github.sam4j.io.volume.Intensity;
import io.github.sam4j.io.volume.LabelVolume;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.metrics.selection.MaskSelection;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The complete evaluation on a volume made in code. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Creates a synthetic MR-like volume with known organs, segments every slice with automatic masks and with prompts (points, boxes,"
            + " clicks), and writes a picture, a segmentation, the scores and a report. Needs no data.")
final class DemoCommand implements Callable<Integer> {
  private static final long SEED = 2312;
  private static final int POINTS_PER_SIDE = 16;
  private static final int PICTURE_SIDE = 640;
  private static final double OPACITY = 0.5;
  private static final double GOOD_IOU = 0.5;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "sam4j-demo",
      description = "folder for the results; created if missing (default: ${DEFAULT-VALUE})")
  private Path out = Path.of("sam4j-demo");

  @Mixin
  private ModelOptions model = new ModelOptions();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    // loaded first: a model or device that can't be used leaves no files behind
    try (SamSegmenter sam = model.open()) {
      demonstrate(sam);
      model.printReuse(sam);
    }
    return ExitCode.OK;
  }

  private void demonstrate(SamSegmenter sam) throws IOException {
    OutputFiles.createFolder(out);
    SyntheticVolume volume = SyntheticVolume.ofSeed(SEED);
    Path image = out.resolve("volume.nii.gz");
    Path truth = out.resolve("truth.nii.gz");
    Volumes.write(volume.image(), image);
    Volumes.write(volume.labels(), truth);
    List<Dataset> datasets = List.of(Datasets.pair(image, truth, SyntheticVolume.names()));
    Evaluation evaluation = Evaluation.builder(protocols())
        .intensity(Intensity.percentile(0.5, 99.5))
        .build();
    PrintWriter console = spec.commandLine().getOut();
    console.println("synthetic MR-like volume of seed " + SEED + ", automatic masks from "
        + POINTS_PER_SIDE + " x " + POINTS_PER_SIDE + " points a slice, points, boxes and clicks");
    console.flush();
    // differs from the journal of paper-tables, which may have run in the same folder
    Path journal = out.resolve("demo-journal.jsonl");
    AutomaticMaskSettings settings =
        AutomaticMaskSettings.builder().pointsPerSide(POINTS_PER_SIDE).build();
    RunResult result;
    try (ProgressLine progress = ProgressLine.onStandardError()) {
      // a demonstration runs every step each time
      result = evaluation.run(
          SlicePredictor.of(sam, settings), datasets, journal, JournalUse.RESTART, progress);
    }
    RunSummary summary = RunSummary.of(result);
    if (summary.failed() > 0) {
      throw new IllegalStateException(summary.firstFailure());
    }
    write(volume, result, new DatasetImages(evaluation.reader(), datasets), console);
  }

  private static List<Protocol> protocols() {
    List<Protocol> protocols = new ArrayList<>();
    protocols.add(AutomaticProtocol.of(MaskSelection.all()));
    for (String name : List.of("seeded", "box", "clicks")) {
      protocols.add(Protocols.named(name, 0));
    }
    return protocols;
  }

  private void write(
      SyntheticVolume volume, RunResult result, DatasetImages images, PrintWriter console)
      throws IOException {
    List<SliceRecord> slices;
    try (Stream<SliceRecord> all = result.slices()) {
      slices = all.toList();
    }
    LabelVolume.Builder segmentation = LabelVolume.builder(volume.image(), Axis.THROUGH_PLANE);
    for (SliceRecord slice : slices) {
      organs(slice).forEach((label, mask) -> segmentation.set(slice.slice().slice(), mask, label));
    }
    Path picture = out.resolve("overlay.png");
    Path labels = out.resolve("segmentation.nii.gz");
    Path report = out.resolve("report.html");
    SliceRecord middle = slices.get(slices.size() / 2);
    Images.writePng(draw(middle, images.read(middle.slice())), picture);
    Volumes.writeLabels(segmentation.build(), labels);
    ResultFiles files = ResultFiles.write(result, out, /* saveMasks= */ false);
    HtmlReport.write(result, files.summary(), images::read, report);
    console.println();
    console.print(files.summary().table().toText());
    console.println();
    console.println("picture of the middle slice   " + picture);
    console.println(
        "segmentation as NIfTI         " + labels + "  (volume.nii.gz and truth.nii.gz beside it)");
    console.println("scores                        " + out.resolve("table.csv")
        + "  (slices.csv and others beside it)");
    console.println("report, for a browser         " + report);
    console.flush();
  }

  /** Returns the best mask of each organ on a slice, by label, leaving out poor ones. */
  private static Map<Integer, Mask> organs(SliceRecord slice) {
    SortedMap<Integer, String> names = SyntheticVolume.names();
    String best = MaskSelection.bestIou().name();
    Map<Integer, Mask> organs = new LinkedHashMap<>();
    names.forEach((label, name) -> {
      for (int i = 0; i < slice.scores().size(); i++) {
        SliceScore score = slice.scores().get(i);
        if (score.series().object().equals(name)
            && score.series().selection().equals(best)
            && score.overlap().iou() > GOOD_IOU) {
          organs.put(label, slice.masks().get(i).toMask());
        }
      }
    });
    return organs;
  }

  /** Tints the organs that were found, and outlines the ground truth. */
  private static RgbImage draw(SliceRecord slice, RgbImage image) {
    Overlay drawing = Overlay.on(image);
    for (var organ : organs(slice).entrySet()) {
      drawing =
          drawing.fill(organ.getValue(), Overlay.Colour.ofPalette(organ.getKey() - 1), OPACITY);
    }
    return drawing
        .outline(
            Objects.requireNonNull(slice.truths().get(Dataset.FOREGROUND)).toMask(),
            Overlay.Colour.ofPalette(3))
        .enlargedToAtLeast(PICTURE_SIDE)
        .render();
  }
}
