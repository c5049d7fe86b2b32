// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.run;

import io.github.sam4j.eval.result.RunDescription;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares what the results of two runs depend on. */
final class RunDifference {
  private static final int NAMED = 3;

  private RunDifference() {}

  /** Returns the differences in one line, if there are any; the environment may differ. */
  static Optional<String> between(RunDescription journal, RunDescription run) {
    List<String> differences = new ArrayList<>();
    collect("option", journal.options(), run.options(), differences);
    if (journal.options().equals(run.options()) && !journal.protocols().equals(run.protocols())) {
      differences.add("protocols or selections of the same names have another meaning");
    }
    collect("model", journal.model(), run.model(), differences);
    collect("data", journal.data(), run.data(), differences);
    if (differences.isEmpty()) {
      return Optional.empty();
    }
    int more = differences.size() - NAMED;
    String named = String.join("; ", differences.subList(0, Math.min(NAMED, differences.size())));
    return Optional.of("expected the journal of the same run, found another one: " + named
        + (more > 0 ? "; and " + more + " more" : ""));
  }

  private static void collect(
      String what, Map<String, String> journal, Map<String, String> run, List<String> into) {
    Set<String> names = new LinkedHashSet<>(run.keySet());
    names.addAll(journal.keySet());
    for (String name : names) {
      String before = journal.getOrDefault(name, "nothing");
      String now = run.getOrDefault(name, "nothing");
      if (!before.equals(now)) {
        into.add(what + " " + name + " is " + now + ", was " + before);
      }
    }
  }
}
