package io.github.sam4j.eval.result;

import io.github.sam4j.metrics.statistics.Bootstrap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The text for people: first what was run, then the tables of each task. */
final class RunReport {
  private RunReport() {}

  static List<Block> of(RunResult result, RunTotals totals, ScoreTable table) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Heading(1, "Results"));
    blocks.add(new Block.Paragraph("This run implements the protocols of arXiv 2312.12880 and"
        + " related papers, with the model, the data and the options named below."));
    run(result, totals, blocks);
    reading(result.description(), table.bootstrap(), blocks);
    Set<String> tasks = new LinkedHashSet<>();
    table.rows().forEach(row -> tasks.add(row.series().task()));
    for (String task : tasks) {
      blocks.add(new Block.Heading(2, task));
      blocks.addAll(new TaskGrids(task, table, result.description()).grids());
    }
    return blocks;
  }

  private static void run(RunResult result, RunTotals totals, List<Block> blocks) {
    RunDescription description = result.description();
    blocks.add(new Block.Heading(2, "Model"));
    blocks.add(new Block.Listing(description.model()));
    blocks.add(new Block.Heading(2, "Data"));
    blocks.add(new Block.Listing(data(description, totals)));
    if (!result.skipped().isEmpty()) {
      blocks.add(new Block.Paragraph("Not used:"));
      blocks.add(new Block.Bullets(result.skipped()));
    }
    blocks.add(new Block.Heading(2, "Options"));
    blocks.add(new Block.Listing(description.options()));
    blocks.add(new Block.Heading(2, "Environment"));
    blocks.add(new Block.Listing(description.environment()));
  }

  private static Map<String, String> data(RunDescription description, RunTotals totals) {
    Map<String, String> data = new LinkedHashMap<>();
    totals.cases().forEach((task, cases) -> data.put(task, counted(cases, "case")));
    if (totals.failedVolumes() > 0) {
      int volumes = totals.cases().values().stream().mapToInt(Integer::intValue).sum();
      data.put("volumes", withFailed(volumes, totals.failedVolumes()));
    }
    data.put("slices", withFailed(totals.slices(), totals.failedSlices()));
    data.put("files", description.data().size() + ", each with its SHA-256 in run.json");
    data.put("SHA-256 of all", description.dataChecksum());
    return data;
  }

  private static String withFailed(int count, int failed) {
    return count + (failed == 0 ? "" : ", of which " + failed + " failed: see failures.csv");
  }

  private static String counted(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  private static void reading(RunDescription description, Bootstrap bootstrap, List<Block> blocks) {
    blocks.add(new Block.Heading(2, "Reading the tables"));
    blocks.add(new Block.Bullets(List.of(
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
        oracles(description.namesOfOracles()))));
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
