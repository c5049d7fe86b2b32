package io.github.sam4j.examples.cli;

import io.github.sam4j.SamSegmenter;
import io.github.sam4j.automatic.AutomaticMaskSettings;
import io.github.sam4j.eval.dataset.Dataset;
import io.github.sam4j.eval.predictor.SlicePredictor;
import io.github.sam4j.eval.report.HtmlReport;
import io.github.sam4j.eval.result.ResultFiles;
import io.github.sam4j.eval.result.RunResult;
import io.github.sam4j.eval.run.DatasetImages;
import io.github.sam4j.eval.run.Evaluation;
import io.github.sam4j.eval.run.Evaluation.JournalUse;
import io.github.sam4j.eval.run.JournalException;
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

/** The protocols of arXiv 2312.12880 and its relatives on labelled volumes. */
@Command(
    name = "paper-tables",
    mixinStandardHelpOptions = true,
    description = "Implements the protocol of arXiv 2312.12880 on folders in the layout of the"
        + " Medical Segmentation Decathlon, or on images and labels of your own: slices with ground"
        + " truth, automatic masks, selections made with the ground truth, and prompts; Dice, IoU and"
        + " detected fraction as tables and as a report. Run it again to go on where it was"
        + " interrupted.")
final class PaperTablesCommand implements Callable<Integer> {
  private static final String JOURNAL = "journal.jsonl";

  @Mixin
  private DatasetOptions data = new DatasetOptions();

  @Mixin
  private ProtocolOptions protocol = new ProtocolOptions();

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
      description = "begin anew and give up the slices of an earlier run in --out")
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
    Evaluation evaluation = protocol.evaluation();
    AutomaticMaskSettings settings = automatic.settings();
    List<Dataset> datasets = data.datasets();
    Path journal = out.resolve(JOURNAL);
    RunResult result;
    try (SamSegmenter sam = model.open()) {
      // after the model: one that can't be used leaves no folder behind
      OutputFiles.createFolder(out);
      JournalUse use = restart ? JournalUse.BEGIN_ANEW : JournalUse.CONTINUE;
      try (ProgressLine progress = ProgressLine.onStandardError()) {
        result = evaluation.run(SlicePredictor.of(sam, settings), datasets, journal, use, progress);
      }
      model.tellReuse(sam);
    } catch (JournalException e) {
      throw new IOException(
          e.getMessage() + " (--restart begins anew, another --out keeps both)", e);
    }
    RunCheck check = RunCheck.of(result);
    if (check.slices() == 0) {
      Files.delete(journal);
      throw new IllegalArgumentException("expected slices with ground truth, found none");
    }
    ResultFiles files = ResultFiles.write(result, out, saveMasks);
    Path report = out.resolve("report.html");
    HtmlReport.write(result, new DatasetImages(evaluation.reader(), datasets)::read, report);
    PrintWriter console = spec.commandLine().getOut();
    console.print(files.table().toText());
    console.println();
    files.paths().forEach(console::println);
    console.println(report);
    console.flush();
    check.warning().ifPresent(warning -> {
      PrintWriter err = spec.commandLine().getErr();
      err.println("sam4j paper-tables: " + warning);
      err.flush();
    });
    return check.scores() == 0 ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  /** Options of automatic masks that nothing would come of. */
  private void checkOptionsHaveAnEffect() {
    if (protocol.asksAutomatically()) {
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
