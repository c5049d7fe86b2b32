package io.github.sam4j.eval.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What stays of the slices of a run after they have gone by. */
final class RunTotals implements RecordWriter {
  private final ScoreTable.Builder table = ScoreTable.builder();
  private final Map<String, Set<String>> cases = new LinkedHashMap<>();
  private final List<Failure> failures = new ArrayList<>();
  private int slices;

  /** A slice without scores. */
  record Failure(SliceId slice, String reason) {}

  @Override
  public void write(SliceRecord slice) {
    slices++;
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

  /** Number of slices, failed ones included. */
  int slices() {
    return slices;
  }

  List<Failure> failures() {
    return List.copyOf(failures);
  }

  /** Returns the number of cases of each task, in the order of the run. */
  Map<String, Integer> cases() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    cases.forEach((task, names) -> counts.put(task, names.size()));
    return counts;
  }
}
