package io.github.sam4j.eval.result;

import io.github.sam4j.eval.protocol.ScoreKey;
import io.github.sam4j.image.internal.files.FileReplacement;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes the results of a run: every score, what they add up to, and tables for people. Equal
 * results give equal files, byte for byte; {@code timings.csv} aside, so do two runs of one
 * description.
 *
 * <p>All files are UTF-8 with {@code '\n'} at the end of each line, and each is either complete or
 * not there. Those of an earlier run in the same folder are replaced, and deleted where this run
 * has none of their name; other files stay. The slices are read once; what is kept of them in
 * memory is a hundred bytes a score.
 *
 * @param paths the files, in the order in which they were written; {@code run.json} comes last
 * @param table the aggregated scores
 */
public record ResultFiles(List<Path> paths, ScoreTable table) {
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
    RecordWriter open(OutputStream out) throws IOException;
  }

  private record Target(Path path, Opener opener) {}

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
    List<ScoreKey> keys = RunDescription.scoreKeys(result.description().protocols());
    List<Target> targets = new ArrayList<>(List.of(
        new Target(folder.resolve("slices.csv"), out -> new SlicesCsv(out, keys)),
        new Target(folder.resolve("timings.csv"), TimingsCsv::new),
        new Target(folder.resolve("failures.csv"), FailuresCsv::new)));
    if (saveMasks) {
      targets.add(new Target(folder.resolve("masks.jsonl"), MasksJsonLines::new));
    }
    RunTotals totals = new RunTotals(result.description());
    writeSlices(result, targets.iterator(), new ArrayList<>(List.of(totals)));
    List<Path> paths = new ArrayList<>(targets.stream().map(Target::path).toList());
    ScoreTable table = totals.table();
    writeAggregates(table, folder, paths);
    writeVolumes(result, folder.resolve("volume_metrics.csv"), paths);
    List<Block> report = RunReport.of(result, totals, table);
    text(folder.resolve("table.txt"), PlainText.of(report), paths);
    text(folder.resolve("table.md"), Markdown.of(report), paths);
    text(folder.resolve("table.tex"), Latex.of(report), paths);
    byte[] json = RunJson.of(result, totals, table);
    // before the last file, which tells that the others are those of this run
    for (String name : OPTIONAL) {
      if (!paths.contains(folder.resolve(name))) {
        Files.deleteIfExists(folder.resolve(name));
      }
    }
    bytes(folder.resolve("run.json"), json, paths);
    return new ResultFiles(paths, table);
  }

  /** Opens one file after the other, and hands every slice to all of them. */
  private static void writeSlices(
      RunResult result, Iterator<Target> targets, List<RecordWriter> open) throws IOException {
    if (targets.hasNext()) {
      Target target = targets.next();
      FileReplacement.write(target.path(), out -> {
        open.add(target.opener().open(out));
        writeSlices(result, targets, open);
      });
      return;
    }
    try (Stream<SliceRecord> slices = result.slices()) {
      for (Iterator<SliceRecord> each = slices.iterator(); each.hasNext(); ) {
        SliceRecord slice = each.next();
        for (RecordWriter writer : open) {
          writer.write(slice);
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (RecordWriter writer : open) {
      writer.flush();
    }
  }

  private static void writeAggregates(ScoreTable table, Path folder, List<Path> paths)
      throws IOException {
    csv(folder.resolve("table.csv"), table.rows().stream().map(RowFields::of).toList(), paths);
    csv(
        folder.resolve("volumes.csv"),
        table.volumes().stream().map(RowFields::of).toList(),
        paths);
    csv(
        folder.resolve("clicks.csv"),
        table.clickCurves().stream()
            .flatMap(curve -> curve.points().stream().map(point -> RowFields.of(curve, point)))
            .toList(),
        paths);
    csv(
        folder.resolve("noc.csv"),
        table.numbersOfClicks().stream().map(RowFields::of).toList(),
        paths);
  }

  private static void writeVolumes(RunResult result, Path path, List<Path> paths)
      throws IOException {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (VolumeRecord volume : result.volumes()) {
      for (Series series : volume.scores().keySet()) {
        rows.add(RowFields.of(volume, series, result.description().volumeMetrics()));
      }
    }
    csv(path, rows, paths);
  }

  /** Writes lines of equal fields, or no file if there are none. */
  private static void csv(Path path, List<Map<String, Object>> rows, List<Path> paths)
      throws IOException {
    if (rows.isEmpty()) {
      return;
    }
    FileReplacement.write(path, out -> {
      CsvLines lines = new CsvLines(out, rows.get(0).keySet());
      for (Map<String, Object> row : rows) {
        lines.add(row.values().toArray());
      }
      lines.flush();
    });
    paths.add(path);
  }

  private static void text(Path path, String text, List<Path> paths) throws IOException {
    bytes(path, text.getBytes(StandardCharsets.UTF_8), paths);
  }

  private static void bytes(Path path, byte[] bytes, List<Path> paths) throws IOException {
    FileReplacement.write(path, out -> out.write(bytes));
    paths.add(path);
  }
}
