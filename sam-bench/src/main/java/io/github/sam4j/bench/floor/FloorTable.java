// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.floor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Floors as a Markdown table. */
final class FloorTable {
  private FloorTable() {}

  static List<String> of(Map<Stage, StageFloor> floors) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "| stage | GFLOP | MB | by FLOPs, ms | by bytes, ms | floor, ms | measured, ms | share |");
    lines.add("|---|---|---|---|---|---|---|---|");
    floors.forEach((stage, floor) -> lines.add(row(stage, floor)));
    floors.forEach((stage, floor) -> floor.uncounted().forEach((operator, number) -> {
      lines.add("");
      lines.add("Not counted in " + stage.title() + ": " + number + " × " + operator + ".");
    }));
    return lines;
  }

  private static String row(Stage stage, StageFloor floor) {
    return "| "
        + String.join(
            " | ",
            stage.title(),
            number(floor.gigaflops()),
            number(floor.megabytes()),
            number(floor.flopsMillis()),
            number(floor.bytesMillis()),
            number(floor.millis()),
            number(floor.measuredMillis()),
            Math.round(floor.percent()) + " %")
        + " |";
  }

  /** Three digits are more than the measurement is good for. */
  static String number(double value) {
    if (value == 0) {
      return "0";
    }
    int decimals = Math.max(0, 2 - (int) Math.floor(Math.log10(value)));
    return String.format(Locale.ROOT, "%." + Math.min(decimals, 4) + "f", value);
  }
}
