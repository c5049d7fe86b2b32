// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import io.github.sam4j.SamSegmenter;
import io.github.sam4j.automatic.AutomaticMaskSettings;
import io.github.sam4j.eval.dataset.Dataset;
import io.github.sam4j.eval.predictor.SlicePredictor;
import io.github.sam4j.eval.report.HtmlReport;
import io.github.sam4j.eval.report.ResultFiles;
import io.github.sam4j.eval.result.RunResult;
import io.github.sam4j.eval.run.DatasetImages;
import io.github.sam4j.eval.run.Evaluation;
import io.github.sam4j.eval.run.Evaluation.JournalUse;
import io.github.sam4j.eval.run.Journals.JournalException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The protocol of arXiv 2312.12880, and those of related papers, on labelled volumes. */
@Command(
    name = "paper-tables",
    mixinStandardHelpOptions = true,
    description =
        "Runs the protocol of arXiv 2312.12880 on folders in the layout of the Medical"
            + " Segmentation Decathlon, or on your own images and labels: automatic masks, selected with"
            + " the ground truth, and prompts, on all slices with ground truth. Writes Dice, IoU and"
            + " detected fraction as tables and as a report. Run it again to resume an interrupted run.")
final class PaperTablesCommand implements Callable<Integer> {
  private static final String JOURNAL = "journal.jsonl";

  @Mixin
  private DatasetOptions data = new DatasetOptions();

  @Mixin
  private ProtocolOptions protocol = new ProtocolOptions();

  @Mixin
  private GridOptions grid = new GridOptions();

  @Mixin
  private AutomaticOptions automatic = new AutomaticOptions();

  @Mixin
  private ModelOptions model = new ModelOptions();

  @Option(
      names = "--save-masks",
      description = "also write every scored mask and its ground truth as COCO run lengths")
  private boolean saveMasks;

  @Option(
      names = "--restart",
      description = "start over and discard the results of an earlier run in --out")
  private boolean restart;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "folder for tables, report and journal; created if missing")
  private Path out = Path.of("");

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    checkOptionsHaveAnEffect();
    Evaluation evaluation = protocol.evaluation(grid.tolerance());
    AutomaticMaskSettings settings = automatic.settings();
    List<Dataset> datasets = data.datasets();
    Path journal = out.resolve(JOURNAL);
    RunResult result;
    try (SamSegmenter sam = model.open()) {
      // after the model is loaded: one that can't be used leaves no folder behind
      OutputFiles.createFolder(out);
      JournalUse use = restart ? JournalUse.RESTART : JournalUse.CONTINUE;
      try (ProgressLine progress = ProgressLine.onStandardError()) {
        result = evaluation.run(SlicePredictor.of(sam, settings), datasets, journal, use, progress);
      }
      model.printReuse(sam);
    } catch (JournalException e) {
      throw new IOException(
          e.getMessage() + " (--restart discards the earlier run, another --out keeps both)", e);
    }
    PrintWriter err = spec.commandLine().getErr();
    result.warnings().forEach(warning -> err.println("sam4j paper-tables: " + warning.message()));
    err.flush();
    RunSummary summary = RunSummary.of(result);
    if (summary.slices() == 0) {
      Files.delete(journal);
      throw new IllegalArgumentException("expected slices with ground truth, found none");
    }
    ResultFiles files = ResultFiles.write(result, out, saveMasks);
    Path report = out.resolve("report.html");
    HtmlReport.write(
        result, files.summary(), new DatasetImages(evaluation.reader(), datasets)::read, report);
    PrintWriter console = spec.commandLine().getOut();
    console.print(files.summary().table().toText());
    console.println();
    files.paths().forEach(console::println);
    console.println(report);
    console.flush();
    summary.warning().ifPresent(warning -> err.println("sam4j paper-tables: " + warning));
    err.flush();
    return summary.scores() == 0 ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  /** Refuses options of automatic masks if no protocol uses them. */
  private void checkOptionsHaveAnEffect() {
    if (protocol.usesAutomaticMasks()) {
      return;
    }
    List<String> names = new ArrayList<>(AutomaticOptions.names());
    names.add("--selections");
    for (String name : names) {
      if (spec.commandLine().getParseResult().hasMatchedOption(name)) {
        throw new IllegalArgumentException(
            name + " belongs to the protocol automatic, which --protocols leaves out");
      }
    }
  }
}
