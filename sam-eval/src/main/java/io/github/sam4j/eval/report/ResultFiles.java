// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import io.github.sam4j.eval.internal.table.Columns;
import io.github.sam4j.eval.internal.table.CsvWriter;
import io.github.sam4j.eval.internal.table.Document;
import io.github.sam4j.eval.internal.table.LatexDocument;
import io.github.sam4j.eval.internal.table.MarkdownDocument;
import io.github.sam4j.eval.internal.table.TextDocument;
import io.github.sam4j.eval.protocol.ScoreKey;
import io.github.sam4j.eval.result.RunDescription;
import io.github.sam4j.eval.result.RunResult;
import io.github.sam4j.eval.result.RunSummary;
import io.github.sam4j.eval.result.ScoreTable;
import io.github.sam4j.eval.result.SliceRecord;
import io.github.sam4j.image.internal.files.FileReplacement;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Writes the results of a run: every score, their aggregates, and tables for people. Equal results
 * give equal files, byte for byte; {@code timings.csv} aside, so do two runs of one description.
 *
 * <p>All files are UTF-8 with {@code '\n'} at the end of each line, and each is either complete or
 * not there. Those of an earlier run in the same folder are replaced, and deleted where this run
 * has none of their name; other files stay. The slices are read once; what is kept of them in
 * memory is a hundred bytes a score.
 *
 * @param paths the files, in the order in which they were written; {@code run.json} comes last
 * @param summary of the slices that were written
 */
public record ResultFiles(List<Path> paths, RunSummary summary) {
  /** Copies the list. */
  public ResultFiles {
    paths = List.copyOf(paths);
  }

  /** Files that not every run has. */
  private static final List<String> OPTIONAL = List.of(
      "masks.jsonl", "table.csv", "volumes.csv", "volume_metrics.csv", "clicks.csv", "noc.csv");

  /** Makes the writer of a file. */
  @FunctionalInterface
  private interface Opener {
    SliceWriter open(OutputStream out) throws IOException;
  }

  private record Target(Path path, Opener opener) {}

  /**
   * Checks that the metrics of a run can stand beside the columns that every run has.
   *
   * @throws IllegalArgumentException if two columns would have one name
   */
  public static void checkMetrics(RunDescription run) {
    ResultColumns.checkNames(run.scoreKeys());
  }

  /**
   * Writes all files of a run into a folder that exists.
   *
   * @param saveMasks whether to write {@code masks.jsonl} as well
   * @throws IOException if the slices can't be read, or writing or deleting fails
   * @throws IllegalArgumentException if a slice has two scores in one series, or pixels are
   *     predicted though nothing was chosen
   */
  public static ResultFiles write(RunResult result, Path folder, boolean saveMasks)
      throws IOException {
    List<ScoreKey> keys = result.description().scoreKeys();
    List<Target> targets = new ArrayList<>(List.of(
        new Target(
            folder.resolve("slices.csv"),
            out -> SliceWriter.csv(out, ResultColumns.scores(keys), SliceRecord::scores)),
        new Target(
            folder.resolve("timings.csv"),
            out -> SliceWriter.csv(out, ResultColumns.STEPS, ResultColumns.Step::of)),
        new Target(
            folder.resolve("failures.csv"),
            out -> SliceWriter.csv(out, ResultColumns.FAILURES, ResultColumns.Failure::of))));
    if (saveMasks) {
      targets.add(new Target(folder.resolve("masks.jsonl"), MasksJsonLines::new));
    }
    RunSummary summary = writeSlices(result, targets.iterator(), new ArrayList<>());
    List<Path> paths = new ArrayList<>(targets.stream().map(Target::path).toList());
    writeAggregates(summary.table(), folder, paths);
    csv(
        ResultColumns.volumes(result.description().volumeMetrics()),
        ResultColumns.VolumeSeries.of(result.volumes()),
        folder.resolve("volume_metrics.csv"),
        paths);
    document(new TextDocument(), result, summary, folder.resolve("table.txt"), paths);
    document(new MarkdownDocument(), result, summary, folder.resolve("table.md"), paths);
    document(new LatexDocument(), result, summary, folder.resolve("table.tex"), paths);
    String json = RunJson.of(result, summary);
    // before the last file, which shows that the others are those of this run
    for (String name : OPTIONAL) {
      if (!paths.contains(folder.resolve(name))) {
        Files.deleteIfExists(folder.resolve(name));
      }
    }
    text(json, folder.resolve("run.json"), paths);
    return new ResultFiles(paths, summary);
  }

  /** Opens one file after the other, and hands every slice to all of them. */
  private static RunSummary writeSlices(
      RunResult result, Iterator<Target> targets, List<SliceWriter> open) throws IOException {
    if (targets.hasNext()) {
      Target target = targets.next();
      AtomicReference<RunSummary> summary = new AtomicReference<>();
      FileReplacement.write(target.path(), out -> {
        open.add(target.opener().open(out));
        summary.set(writeSlices(result, targets, open));
      });
      return Objects.requireNonNull(summary.get());
    }
    RunSummary summary = RunSummary.of(result, slice -> {
      for (SliceWriter writer : open) {
        writer.write(slice);
      }
    });
    for (SliceWriter writer : open) {
      writer.flush();
    }
    return summary;
  }

  private static void writeAggregates(ScoreTable table, Path folder, List<Path> paths)
      throws IOException {
    csv(ResultColumns.rows(table.keys()), table.rows(), folder.resolve("table.csv"), paths);
    csv(ResultColumns.VOLUMES, table.volumes(), folder.resolve("volumes.csv"), paths);
    csv(
        ResultColumns.CURVE_POINTS,
        ResultColumns.CurvePoint.of(table.clickCurves()),
        folder.resolve("clicks.csv"),
        paths);
    csv(ResultColumns.NUMBERS_OF_CLICKS, table.numbersOfClicks(), folder.resolve("noc.csv"), paths);
  }

  /** Writes a line for each item, or no file if there are none. */
  private static <T> void csv(Columns<T> columns, List<T> items, Path path, List<Path> paths)
      throws IOException {
    if (items.isEmpty()) {
      return;
    }
    FileReplacement.write(path, out -> {
      CsvWriter<T> csv = new CsvWriter<>(out, columns);
      for (T item : items) {
        csv.write(item);
      }
      csv.flush();
    });
    paths.add(path);
  }

  private static void document(
      Document document, RunResult result, RunSummary summary, Path path, List<Path> paths)
      throws IOException {
    RunReport.write(result, summary, document);
    text(document.toString(), path, paths);
  }

  private static void text(String text, Path path, List<Path> paths) throws IOException {
    FileReplacement.write(path, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    paths.add(path);
  }
}
