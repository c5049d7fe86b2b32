// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import io.github.sam4j.eval.internal.table.Document;
import io.github.sam4j.eval.result.LabelWarning;
import io.github.sam4j.eval.result.RunDescription;
import io.github.sam4j.eval.result.RunResult;
import io.github.sam4j.eval.result.RunSummary;
import io.github.sam4j.metrics.statistics.Bootstrap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The document for people: first what was run, then the tables of each task. */
final class RunReport {
  private RunReport() {}

  static void write(RunResult result, RunSummary summary, Document out) {
    RunDescription description = result.description();
    out.heading(1, "Results");
    out.paragraph("This run implements the protocols of arXiv 2312.12880 and"
        + " related papers, with the model, the data and the options named below.");
    out.heading(2, "Model");
    out.listing(description.model());
    out.heading(2, "Data");
    out.listing(data(description, summary));
    if (!result.skipped().isEmpty()) {
      out.paragraph("Not used:");
      out.bullets(result.skipped());
    }
    if (!result.warnings().isEmpty()) {
      out.paragraph("Warnings:");
      out.bullets(result.warnings().stream().map(LabelWarning::message).toList());
    }
    out.heading(2, "Options");
    out.listing(description.options());
    out.heading(2, "Environment");
    out.listing(description.environment());
    readingGuide(description, summary.table().bootstrap(), out);
    Set<String> tasks = new LinkedHashSet<>();
    summary.table().rows().forEach(row -> tasks.add(row.series().task()));
    for (String task : tasks) {
      out.heading(2, task);
      new TaskTables(task, summary).writeTo(out);
    }
  }

  private static Map<String, String> data(RunDescription description, RunSummary summary) {
    Map<String, String> data = new LinkedHashMap<>();
    int volumes = 0;
    for (RunSummary.Task task : summary.tasks()) {
      int cases = task.sliceCounts().size();
      data.put(task.name(), cases + (cases == 1 ? " case" : " cases"));
      volumes += cases;
    }
    int failedVolumes = summary.failedVolumes();
    if (failedVolumes > 0) {
      data.put("volumes", withFailed(volumes, failedVolumes));
    }
    int failedSlices = summary.failures().size() - failedVolumes;
    data.put("slices", withFailed(summary.slices(), failedSlices));
    data.put("files", description.data().size() + ", each with its SHA-256 in run.json");
    data.put("SHA-256 of all", description.dataChecksum());
    return data;
  }

  private static String withFailed(int count, int failed) {
    return count + (failed == 0 ? "" : ", of which " + failed + " failed: see failures.csv");
  }

  private static void readingGuide(RunDescription description, Bootstrap bootstrap, Document out) {
    out.heading(2, "Reading the tables");
    out.bullets(List.of(
        "Scores are in percent. Dice and IoU are over the slices that show the object; a slice"
            + " where nothing was chosen counts 0. Dice_pos is over the detected slices only, those"
            + " where anything was chosen, however bad.",
        String.format(
            Locale.ROOT,
            "In brackets: %.0f %% confidence interval of the mean, percentile bootstrap, %d"
                + " resamples, seed %d. Slices of one volume resemble each other, so intervals over"
                + " slices are too narrow; the one of the volumes' Dice is over volumes.",
            100 * bootstrap.level(),
            bootstrap.resamples(),
            bootstrap.seed()),
        oracles(description.namesOfOracles())));
  }

  private static String oracles(String names) {
    String prompts = "oints and boxes of prompts are made from the ground truth";
    if (names.isEmpty()) {
      return "P" + prompts + ".";
    }
    return "Selections named " + names + " choose with the ground truth in hand: they tell what"
        + " the masks hold, not what the model would answer. P" + prompts + " as well.";
  }
}
