package io.github.sam4j.eval.report;

import io.github.sam4j.eval.result.ClickCurve;
import io.github.sam4j.eval.result.NumberOfClicks;
import io.github.sam4j.eval.result.ScoreTable;
import io.github.sam4j.eval.result.Series;
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
 * @param columns what plots compare, in the order of the run; none without a slice
 * @param rows of the table, in the order of the run
 */
record ObjectScores(
    String name,
    List<ScoreColumns> columns,
    List<ScoreTable.Row> rows,
    List<ClickCurve> clickCurves,
    List<NumberOfClicks> numbersOfClicks) {
  private static final String AUTOMATIC = "automatic";
  private static final String BEST = "BEST_IOU";
  private static final String BEST_IF_OVERLAP = "BEST_IOU_IF_OVERLAP";

  /** Returns whether this is all labels together. */
  boolean isForeground() {
    return name.equals(Series.FOREGROUND);
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
        .filter(c -> c.compared().selection().equals(BEST_IF_OVERLAP))
        .findFirst()
        .or(() -> others.stream().findFirst());
  }

  /**
   * Returns what the galleries show: all leads of the foreground, which comes first; of a label one
   * only, as pictures make most of a page.
   */
  List<ScoreColumns> galleries() {
    List<ScoreColumns> leads = new ArrayList<>(leads());
    leads.sort(Comparator.comparingInt(ObjectScores::place));
    return isForeground() ? List.copyOf(leads) : leads.stream().limit(1).toList();
  }

  private static int place(ScoreColumns lead) {
    return lead.compared().protocol().equals(AUTOMATIC) ? 0 : isBest(lead) ? 1 : 2;
  }

  private static boolean isBest(ScoreColumns scores) {
    return scores.compared().selection().equals(BEST);
  }
}
