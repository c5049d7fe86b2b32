package io.github.sam4j.eval.report;

import io.github.sam4j.eval.dataset.Dataset;
import io.github.sam4j.eval.result.RunDescription;
import io.github.sam4j.eval.result.ScoreTable;
import io.github.sam4j.eval.result.ScoreTable.ClickCurve;
import io.github.sam4j.eval.result.ScoreTable.NumberOfClicks;
import io.github.sam4j.eval.result.Series;
import io.github.sam4j.metrics.selection.MaskSelection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All scores of one object of a task.
 *
 * @param name of the object
 * @param run describes the protocols
 * @param columns what plots compare, in the order of the run; none without a slice
 * @param rows of the table, in the order of the run
 */
record ObjectScores(
    String name,
    RunDescription run,
    List<ScoreColumns> columns,
    List<ScoreTable.Row> rows,
    List<ClickCurve> clickCurves,
    List<NumberOfClicks> numbersOfClicks) {
  private static final List<MaskSelection> BEST = List.of(MaskSelection.bestIou());
  private static final List<MaskSelection> BEST_IF_OVERLAP =
      List.of(MaskSelection.bestIouIfOverlap());

  /** Returns whether this is all labels together. */
  boolean isForeground() {
    return name.equals(Dataset.FOREGROUND);
  }

  /** Returns whether prompts are made from the truth. */
  boolean isPrompted(ScoreColumns scores) {
    return run.protocol(scores.compared().protocol()).promptsFromTruth();
  }

  /** Returns the name of the selection of a series, marked if it uses the truth. */
  String marked(Series series) {
    return Selections.marked(run.selection(series));
  }

  /** Returns one of each protocol: the best mask by IoU, or else its first selection. */
  List<ScoreColumns> leads() {
    Map<String, ScoreColumns> leads = new LinkedHashMap<>();
    for (ScoreColumns each : columns) {
      leads.merge(each.compared().protocol(), each, (a, b) -> !isBest(a) && isBest(b) ? b : a);
    }
    return List.copyOf(leads.values());
  }

  /**
   * Returns which selection tells in how many slices a protocol detects the object: the given one,
   * or if it always chooses something, another one of its protocol; empty if all do.
   */
  Optional<ScoreColumns> detecting(ScoreColumns lead) {
    if (!Double.isNaN(lead.detectedFraction())) {
      return Optional.of(lead);
    }
    List<ScoreColumns> others = columns.stream()
        .filter(c -> c.compared().protocol().equals(lead.compared().protocol()))
        .filter(c -> !Double.isNaN(c.detectedFraction()))
        .toList();
    return others.stream()
        .filter(c -> c.compared().selection().isOneOf(BEST_IF_OVERLAP))
        .findFirst()
        .or(() -> others.stream().findFirst());
  }

  /**
   * Returns what the galleries show: all leads of the foreground, which comes first; of a label one
   * only, as pictures make most of a page.
   */
  List<ScoreColumns> galleries() {
    List<ScoreColumns> leads = new ArrayList<>(leads());
    leads.sort(Comparator.comparingInt(this::place));
    return isForeground() ? List.copyOf(leads) : leads.stream().limit(1).toList();
  }

  /** Protocols without prompts come first, then those of which the best mask is shown. */
  private int place(ScoreColumns lead) {
    return !isPrompted(lead) ? 0 : isBest(lead) ? 1 : 2;
  }

  private static boolean isBest(ScoreColumns scores) {
    return scores.compared().selection().isOneOf(BEST);
  }
}
