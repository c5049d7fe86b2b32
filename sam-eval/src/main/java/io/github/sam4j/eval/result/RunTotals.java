package io.github.sam4j.eval.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What stays of the slices of a run after they have gone by. */
final class RunTotals implements RecordWriter {
  private final ScoreTable.Builder table;
  private final Map<String, Set<String>> cases = new LinkedHashMap<>();
  private final List<Failure> failures = new ArrayList<>();
  private int slices;

  RunTotals(RunDescription description) {
    table = ScoreTable.builder(description.protocols());
  }

  /** A slice without scores, or a volume that couldn't be read. */
  record Failure(SliceId slice, String reason) {}

  @Override
  public void write(SliceRecord slice) {
    slices += slice.slice().isWholeVolume() ? 0 : 1;
    cases
        .computeIfAbsent(slice.slice().task(), task -> new LinkedHashSet<>())
        .add(slice.slice().caseId());
    slice.scores().forEach(table::add);
    slice.failure().ifPresent(reason -> failures.add(new Failure(slice.slice(), reason)));
  }

  @Override
  public void flush() {}

  ScoreTable table() {
    return table.build();
  }

  /**
   * Number of slices, failed ones included; those of volumes that couldn't be read aren't known.
   */
  int slices() {
    return slices;
  }

  List<Failure> failures() {
    return List.copyOf(failures);
  }

  int failedSlices() {
    return failures.size() - failedVolumes();
  }

  /** Number of volumes that couldn't be read. */
  int failedVolumes() {
    return (int)
        failures.stream().filter(failure -> failure.slice().isWholeVolume()).count();
  }

  /** Returns the number of cases of each task, failed ones included, in the order of the run. */
  Map<String, Integer> cases() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    cases.forEach((task, names) -> counts.put(task, names.size()));
    return counts;
  }
}
