// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.tracking;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The times of one run as a Markdown table, under a line that says of what. */
final class RunTable {
  private RunTable() {}

  static List<String> of(TrackedRun run) {
    RunDescription description = run.description();
    List<String> lines = new ArrayList<>();
    lines.add(String.join(
        ", ",
        "Commit " + description.commit().shortName(),
        description.time(),
        description.machine().cpu(),
        description.machine().cores() + " cores",
        "JDK " + description.jdk().version(),
        "ONNX Runtime " + description.networks().onnxRuntime(),
        description.networks().device() + " " + description.networks().precision(),
        "threads " + description.networks().threads()));
    lines.add("");
    lines.add("| benchmark | mean | unit | forks from | to | heap, bytes/op |");
    lines.add("|---|---|---|---|---|---|");
    for (BenchmarkKey key : run.keys()) {
      run.times(key).ifPresent(times -> lines.add(row(times)));
    }
    for (RunDescription.AbsentStage absent : description.absent()) {
      lines.add("");
      lines.add("No " + absent.stage() + ": " + absent.why() + ".");
    }
    return lines;
  }

  private static String row(BenchmarkTimes times) {
    List<Double> scores = times.logTimes().stream().map(times::score).sorted().toList();
    double meanLog =
        times.logTimes().stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    return "| "
        + String.join(
            " | ",
            times.key().shortName(),
            number(times.score(meanLog)),
            times.key().unit(),
            number(Collections.min(scores)),
            number(Collections.max(scores)),
            times.heapBytes().isPresent()
                ? Long.toString(Math.round(times.heapBytes().getAsDouble()))
                : "-")
        + " |";
  }

  /** Four digits, as many as the comparison shows of a ratio. */
  private static String number(double value) {
    int decimals = Math.max(0, 3 - (int) Math.floor(Math.log10(value)));
    return String.format(Locale.ROOT, "%." + Math.min(decimals, 6) + "f", value);
  }
}
