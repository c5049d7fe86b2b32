// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import io.github.sam4j.automatic.CandidatePool;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The time of each stage of automatic masks. */
final class TimingsTable {
  private TimingsTable() {}

  /** Prints seconds and shares; the stages that workers run are summed over all workers. */
  static void print(CandidatePool.Times times, Duration selection, PrintWriter out) {
    Map<String, Duration> stages = new LinkedHashMap<>();
    stages.put("encoder", times.encoder());
    stages.put("image terms", times.imageTerms());
    stages.put("transformer *", times.transformer());
    stages.put("upscaling *", times.upscaling());
    stages.put("masks *", times.masks());
    stages.put("selection", selection);
    double total = stages.values().stream().mapToDouble(TimingsTable::seconds).sum();
    out.printf(Locale.ROOT, "%-14s %8s %6s%n", "stage", "seconds", "share");
    stages.forEach((stage, time) -> out.printf(
        Locale.ROOT, "%-14s %8.3f %5.1f%%%n", stage, seconds(time), 100 * seconds(time) / total));
    out.printf(
        Locale.ROOT,
        "%.3f s elapsed; * summed over workers=%d%n",
        seconds(times.elapsed().plus(selection)),
        times.workers());
    out.flush();
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }
}
