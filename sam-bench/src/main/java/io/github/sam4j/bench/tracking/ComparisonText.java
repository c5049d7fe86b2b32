// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.tracking;

import io.github.sam4j.bench.YardstickBenchmark;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** A comparison as lines of text: a table, and what a reader of it should know. */
final class ComparisonText {
  private static final String HEAD = "benchmark";

  private ComparisonText() {}

  static List<String> of(
      TrackedRun baseline, TrackedRun current, Comparison comparison, double level) {
    List<String> lines = new ArrayList<>();
    lines.add("time per operation of " + name(current) + " over that of " + name(baseline) + ": "
        + "above 1 is slower");
    lines.add(String.format(
        Locale.ROOT,
        "with %s %% probability noise moves no ratio out of its range",
        plain(100 * level)));
    lines.add("");
    int width = HEAD.length();
    for (Comparison.Row row : comparison.rows()) {
      width = Math.max(width, row.key().shortName().length());
    }
    lines.add(line(width, HEAD, "ratio", "range", "verdict"));
    for (Comparison.Row row : comparison.rows()) {
      lines.add(line(
          width,
          row.key().shortName(),
          row.ratio().map(ComparisonText::ratio).orElse("-"),
          row.interval()
              .map(range -> ratio(range.low()) + " to " + ratio(range.high()))
              .orElse("-"),
          row.verdict().toString()));
    }
    notes(lines, baseline.description(), current.description());
    for (Comparison.Row row : comparison.rows()) {
      if (row.key().benchmark().startsWith(YardstickBenchmark.class.getName())
          && (row.verdict() == Verdict.SLOWER || row.verdict() == Verdict.FASTER)) {
        lines.add("note: the machine itself was " + row.verdict() + " ("
            + row.key().shortName() + "): the other verdicts may come from that");
      }
    }
    return lines;
  }

  private static String name(TrackedRun run) {
    return run.description().commit().shortName() + " (" + run.description().time() + ")";
  }

  private static String line(
      int width, String benchmark, String ratio, String range, String verdict) {
    return String.format(
        Locale.ROOT, "%-" + width + "s  %7s  %16s  %s", benchmark, ratio, range, verdict);
  }

  private static String ratio(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private static String plain(double value) {
    return value == Math.rint(value)
        ? Long.toString(Math.round(value))
        : String.format(Locale.ROOT, "%.3g", value);
  }

  private static void notes(List<String> lines, RunDescription baseline, RunDescription current) {
    note(lines, "JDK", baseline.jdk().version(), current.jdk().version());
    note(lines, "JVM flags", baseline.jdk().flags(), current.jdk().flags());
    note(lines, "memory", baseline.machine().memoryBytes(), current.machine().memoryBytes());
    note(lines, "system", baseline.machine().os(), current.machine().os());
    note(lines, "networks", baseline.networks(), current.networks());
    if (baseline.commit().dirty() || current.commit().dirty()) {
      lines.add("note: files differed from the commit in "
          + (baseline.commit().dirty()
              ? current.commit().dirty() ? "both runs" : "the baseline"
              : "the current run"));
    }
  }

  private static void note(List<String> lines, String what, Object baseline, Object current) {
    if (!Objects.equals(baseline, current)) {
      lines.add("note: " + what + " differs: " + baseline + " then, " + current + " now");
    }
  }
}
