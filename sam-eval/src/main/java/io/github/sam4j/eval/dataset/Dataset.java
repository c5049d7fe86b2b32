package io.github.sam4j.eval.dataset;

import io.github.sam4j.io.volume.Intensity;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A data set: which cases it has, what its labels mean, how its values become grey.
 *
 * @param name of the data set in tables, such as {@code Task09_Spleen}
 * @param modalities one per channel, such as {@code CT}; empty if nothing is known
 * @param labels names of the foreground labels by number
 * @param intensity how values become grey unless a run says otherwise
 * @param cases in the order of the data set
 * @param skipped files that are listed or found but can't be used, each with the reason
 */
public record Dataset(
    String name,
    List<String> modalities,
    SortedMap<Integer, String> labels,
    Intensity intensity,
    List<LabelledCase> cases,
    List<Skipped> skipped) {
  /**
   * Copies the collections.
   *
   * @throws IllegalArgumentException if two cases have the same id, or two labels the same name
   */
  public Dataset {
    modalities = List.copyOf(modalities);
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    cases = List.copyOf(cases);
    skipped = List.copyOf(skipped);
    checkDifferent(
        "cases must have different ids", cases.stream().map(LabelledCase::id).toList());
    checkDifferent("labels must have different names", labels.values());
  }

  private static void checkDifferent(String rule, Collection<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new IllegalArgumentException(rule + ", got " + name + " twice");
      }
    }
  }

  /**
   * A file that isn't used.
   *
   * @param reason for people, such as {@code image without label}
   */
  public record Skipped(Path file, String reason) {}

  /** Returns the data set with its first cases only, or all of them if it has fewer. */
  public Dataset firstCases(int count) {
    return new Dataset(
        name,
        modalities,
        labels,
        intensity,
        cases.subList(0, Math.min(count, cases.size())),
        skipped);
  }
}
