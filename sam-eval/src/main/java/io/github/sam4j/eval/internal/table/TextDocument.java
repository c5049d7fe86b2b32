// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.internal.table;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Plain text; columns are aligned by spaces. */
public final class TextDocument extends Document {
  @Override
  public void heading(int level, String heading) {
    String line = OneLine.of(heading);
    String rule = (level == 1 ? "=" : "-").repeat(line.length());
    block(level > 2 ? line + '\n' : line + '\n' + rule + '\n');
  }

  @Override
  public void paragraph(String paragraph) {
    block(OneLine.of(paragraph) + '\n');
  }

  @Override
  public void listing(Map<String, String> entries) {
    int width = entries.keySet().stream()
        .mapToInt(name -> width(OneLine.of(name)))
        .max()
        .orElse(0);
    StringBuilder text = new StringBuilder();
    entries.forEach((name, value) -> {
      String shown = OneLine.of(name);
      String line = shown + " ".repeat(width - width(shown)) + "  " + OneLine.of(value);
      text.append(line.stripTrailing()).append('\n');
    });
    block(text.toString());
  }

  @Override
  public void bullets(List<String> points) {
    block(points.stream()
        .map(point -> "- " + OneLine.of(point) + '\n')
        .collect(Collectors.joining()));
  }

  @Override
  public void table(Table table) {
    block(OneLine.of(table.caption()) + "\n\n" + columns(table));
  }

  /** Returns a table without its caption: a rule under the headers, each line ending in a break. */
  public static String columns(Table table) {
    List<List<String>> lines = table.lines().stream()
        .map(line -> line.stream().map(OneLine::of).toList())
        .toList();
    int[] widths = new int[table.columns().size()];
    for (List<String> line : lines) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], width(line.get(c)));
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < widths.length; c++) {
        String cell = lines.get(i).get(c);
        String padding = " ".repeat(widths[c] - width(cell));
        line.append(c == 0 ? "" : "  ")
            .append(table.columns().get(c).isName() ? cell + padding : padding + cell);
      }
      text.append(line.toString().stripTrailing()).append('\n');
      if (i == 0) {
        text.append("-".repeat(width(line.toString()))).append('\n');
      }
    }
    return text.toString();
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
