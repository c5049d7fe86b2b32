// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.internal.table;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** GitHub's Markdown. */
public final class MarkdownDocument extends Document {
  /** What has a meaning inside a line; a bar ends a cell. */
  private static final Pattern SPECIAL = Pattern.compile("[\\\\`*|~$]|\\b_|_\\b|](?=[(\\[:])");

  @Override
  public void heading(int level, String heading) {
    block("#".repeat(level) + ' ' + escape(heading) + '\n');
  }

  @Override
  public void paragraph(String paragraph) {
    block(escape(paragraph) + '\n');
  }

  @Override
  public void listing(Map<String, String> entries) {
    block(entries.entrySet().stream()
        .map(entry -> "* " + escape(entry.getKey()) + ": " + escape(entry.getValue()) + '\n')
        .collect(Collectors.joining()));
  }

  @Override
  public void bullets(List<String> points) {
    block(points.stream().map(point -> "* " + escape(point) + '\n').collect(Collectors.joining()));
  }

  @Override
  public void table(Table table) {
    List<List<String>> lines = table.lines();
    String alignments = table.columns().stream()
        .map(column -> column.isName() ? " --- |" : " ---: |")
        .collect(Collectors.joining("", "|", "\n"));
    block(escape(table.caption()) + "\n\n" + line(lines.get(0)) + alignments
        + lines.stream().skip(1).map(MarkdownDocument::line).collect(Collectors.joining()));
  }

  private static String line(List<String> cells) {
    return cells.stream()
        .map(MarkdownDocument::escape)
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /** Returns text that is shown as it is, on one line. */
  static String escape(String text) {
    String plain = OneLine.of(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return SPECIAL
        .matcher(plain)
        .replaceAll(match -> Matcher.quoteReplacement("\\" + match.group()));
  }
}
