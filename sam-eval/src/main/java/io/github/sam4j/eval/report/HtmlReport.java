// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import io.github.sam4j.eval.result.RunResult;
import io.github.sam4j.eval.result.RunSummary;
import io.github.sam4j.eval.result.SliceId;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.image.internal.files.FileReplacement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Writes a report about a run as one HTML page. */
public final class HtmlReport {
  private HtmlReport() {}

  /**
   * Writes the report: what was run, and for every data set and object tables, plots and galleries.
   *
   * <p>The file is self-contained and loads nothing from the network. The run is read twice; of its
   * masks only those of one slice are in memory at a time.
   *
   * @param run a finished run; a run without slices gives a report that says so
   * @param images the pictures of the galleries
   * @param file created or replaced
   * @throws NoSuchFileException if the folder doesn't exist
   * @throws IOException if the run can't be read or writing fails; an older file is then unchanged
   */
  public static void write(RunResult run, SliceImages images, Path file) throws IOException {
    FileReplacement.checkWritable(file);
    write(run, RunSummary.of(run), images, file);
  }

  /**
   * Writes the report as {@link #write(RunResult, SliceImages, Path)} does, without reading the run
   * for a summary.
   *
   * @param summary of all slices of the run
   * @throws NoSuchFileException if the folder doesn't exist
   * @throws IOException if the run can't be read or writing fails; an older file is then unchanged
   */
  public static void write(RunResult run, RunSummary summary, SliceImages images, Path file)
      throws IOException {
    FileReplacement.checkWritable(file);
    List<TaskScores> tasks = TaskScores.of(summary);
    Galleries galleries = Galleries.of(tasks, run, images);
    String page = new Page(run, summary, tasks, galleries).html();
    FileReplacement.write(file, out -> out.write(page.getBytes(StandardCharsets.UTF_8)));
  }

  /** Supplies the images that masks are drawn on, as the predictor received them. */
  @FunctionalInterface
  public interface SliceImages {
    /**
     * Returns the image of a slice, of the size of its masks.
     *
     * @throws IOException if it can't be read; the report then shows the masks alone and the reason
     */
    RgbImage read(SliceId slice) throws IOException;
  }
}
