package io.github.sam4j.eval.result;

import io.github.sam4j.eval.protocol.ClicksToTarget;
import io.github.sam4j.eval.result.ScoreTable.ClickCurve;
import io.github.sam4j.eval.result.ScoreTable.NumberOfClicks;
import io.github.sam4j.metrics.IouThreshold;
import io.github.sam4j.metrics.Overlap;
import io.github.sam4j.metrics.statistics.SliceOutcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** The series that differ in their number of clicks only, seen sample by sample. */
final class ClickFamily {
  private final Series last;
  /** What each number of clicks brought, by number, for each sample. */
  private final Collection<NavigableMap<Integer, Overlap>> samples;

  private ClickFamily(Series last, Collection<NavigableMap<Integer, Overlap>> samples) {
    this.last = last;
    this.samples = samples;
  }

  private record Sample(String volume, int slice) {}

  /** Returns the families of all series with clicks, in the order of their first series. */
  static List<ClickFamily> of(List<SeriesScores> all) {
    Map<Series, List<SeriesScores>> families = new LinkedHashMap<>();
    for (SeriesScores scores : all) {
      if (scores.series().clicks() > 0) {
        families
            .computeIfAbsent(scores.series().withClicks(0), series -> new ArrayList<>())
            .add(scores);
      }
    }
    return families.values().stream().map(ClickFamily::family).toList();
  }

  private static ClickFamily family(List<SeriesScores> members) {
    Map<Sample, NavigableMap<Integer, Overlap>> samples = new LinkedHashMap<>();
    int most = 0;
    for (SeriesScores scores : members) {
      int clicks = scores.series().clicks();
      most = Math.max(most, clicks);
      for (SliceOutcome outcome : scores.slices().outcomes()) {
        if (outcome.positive()) {
          samples
              .computeIfAbsent(
                  new Sample(outcome.volume(), outcome.slice()), sample -> new TreeMap<>())
              .put(clicks, outcome.overlap());
        }
      }
    }
    return new ClickFamily(members.get(0).series().withClicks(most), samples.values());
  }

  ClickCurve curve() {
    List<ClickCurve.Point> points = new ArrayList<>();
    for (int clicks = 1; clicks <= last.clicks(); clicks++) {
      int number = clicks;
      points.add(new ClickCurve.Point(
          clicks,
          (int) samples.stream().filter(sample -> sample.containsKey(number)).count(),
          mean(sample -> after(sample, number).dice()),
          mean(sample -> after(sample, number).iou())));
    }
    return new ClickCurve(last, samples.size(), points);
  }

  /** Returns what stands after some clicks: before the first one, that nothing is predicted. */
  private static Overlap after(NavigableMap<Integer, Overlap> sample, int clicks) {
    Map.Entry<Integer, Overlap> latest = sample.floorEntry(clicks);
    return latest == null
        ? new Overlap(0, 0, sample.firstEntry().getValue().referenceCount(), 0)
        : latest.getValue();
  }

  Series series() {
    return last;
  }

  /** Returns the clicks to each target. */
  List<NumberOfClicks> targets() {
    return ClicksToTarget.TARGETS.stream().map(this::target).toList();
  }

  private NumberOfClicks target(IouThreshold target) {
    return new NumberOfClicks(
        last.withClicks(ClicksToTarget.MAX_CLICKS),
        target,
        mean(sample -> needed(sample, target)),
        samples.size(),
        (int) samples.stream().filter(sample -> !reaches(sample, target)).count());
  }

  private static int needed(NavigableMap<Integer, Overlap> sample, IouThreshold target) {
    return sample.entrySet().stream()
        .filter(entry -> target.accepts(entry.getValue()))
        .mapToInt(Map.Entry::getKey)
        .findFirst()
        .orElse(ClicksToTarget.MAX_CLICKS);
  }

  private static boolean reaches(NavigableMap<Integer, Overlap> sample, IouThreshold target) {
    return sample.values().stream().anyMatch(target::accepts);
  }

  private double mean(ToDoubleFunction<NavigableMap<Integer, Overlap>> score) {
    return samples.stream().mapToDouble(score).average().orElse(Double.NaN);
  }
}
