package io.github.sam4j.eval.report;

import io.github.sam4j.eval.result.RunResult;
import io.github.sam4j.image.internal.files.FileReplacement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Writes one page about a run. */
public final class HtmlReport {
  private HtmlReport() {}

  /**
   * Writes the report: what was run, and for every data set and object tables, plots and galleries.
   *
   * <p>The file holds everything it shows and asks the network for nothing. The run is read twice;
   * of its masks only those of one slice are in memory at a time.
   *
   * @param run a finished run; one without any slice gives a report that says so
   * @param images gives the pictures of the galleries
   * @param file created or replaced
   * @throws NoSuchFileException if the folder doesn't exist
   * @throws IOException if the run can't be read or writing fails; an older file is then unchanged
   */
  public static void write(RunResult run, SliceImages images, Path file) throws IOException {
    FileReplacement.checkWritable(file);
    RunScores scores = RunScores.of(run);
    Galleries galleries = Galleries.of(scores, run, images);
    String page = new Page(run, scores, galleries).html();
    FileReplacement.write(file, out -> out.write(page.getBytes(StandardCharsets.UTF_8)));
  }
}
