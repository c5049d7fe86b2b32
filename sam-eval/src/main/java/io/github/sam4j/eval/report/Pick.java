package io.github.sam4j.eval.report;

import io.github.sam4j.eval.result.SliceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A slice for a gallery.
 *
 * @param rank where it stands
 * @param dice in {@code [0, 1]}
 * @param objectPixels size of the object on the slice
 */
record Pick(
    Compared compared, SliceId slice, Rank rank, double dice, long objectPixels, boolean detected) {
  private static final int EACH = 3;

  /** Where a slice stands among all. */
  enum Rank {
    BEST("Best"),
    MEDIAN("Median"),
    WORST("Worst");

    private final String title;

    Rank(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /**
   * Picks the slices with the highest Dice, around the median, and with the lowest, no slice twice.
   * Of equal Dice the larger object comes first among the best and among the worst: it says more.
   */
  static List<Pick> of(ScoreColumns scores) {
    List<Integer> falling = sorted(scores, -1);
    List<Integer> rising = sorted(scores, 1);
    int n = scores.size();
    List<Integer> best = falling.subList(0, Math.min(EACH, n));
    List<Integer> worst =
        rising.stream().filter(i -> !best.contains(i)).limit(EACH).toList();
    List<Integer> between =
        falling.stream().filter(i -> !best.contains(i) && !worst.contains(i)).toList();
    int from = Math.max(0, (between.size() - EACH) / 2);
    List<Integer> median = between.subList(from, Math.min(between.size(), from + EACH));
    List<Pick> picks = new ArrayList<>();
    add(picks, scores, Rank.BEST, best);
    add(picks, scores, Rank.MEDIAN, median);
    add(picks, scores, Rank.WORST, worst);
    return picks;
  }

  private static List<Integer> sorted(ScoreColumns scores, int sign) {
    return IntStream.range(0, scores.size())
        .boxed()
        .sorted(Comparator.<Integer>comparingDouble(i -> sign * scores.dice(i))
            .thenComparingLong(i -> -scores.objectPixels(i)))
        .toList();
  }

  private static void add(List<Pick> picks, ScoreColumns scores, Rank rank, List<Integer> indices) {
    for (int i : indices) {
      picks.add(new Pick(
          scores.compared(),
          scores.slice(i),
          rank,
          scores.dice(i),
          scores.objectPixels(i),
          scores.detected(i)));
    }
  }
}
