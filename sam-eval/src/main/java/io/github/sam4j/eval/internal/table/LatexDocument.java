// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.internal.table;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * LaTeX to be included in a document that loads {@code booktabs}. Headings are sections, so that it
 * has no preamble of its own.
 */
public final class LatexDocument extends Document {
  private static final Map<Integer, String> SPECIAL = Map.ofEntries(
      Map.entry((int) '\\', "\\textbackslash{}"),
      Map.entry((int) '{', "\\{"),
      Map.entry((int) '}', "\\}"),
      Map.entry((int) '$', "\\$"),
      Map.entry((int) '&', "\\&"),
      Map.entry((int) '#', "\\#"),
      Map.entry((int) '%', "\\%"),
      Map.entry((int) '_', "\\_"),
      Map.entry((int) '^', "\\textasciicircum{}"),
      Map.entry((int) '~', "\\textasciitilde{}"),
      Map.entry((int) '<', "\\textless{}"),
      Map.entry((int) '>', "\\textgreater{}"),
      Map.entry((int) '|', "\\textbar{}"),
      Map.entry((int) '"', "''"));

  private boolean afterTable;

  /** Starts with a comment that names the package to load. */
  public LatexDocument() {
    block("% needs \\usepackage{booktabs}; include with \\input\n");
  }

  @Override
  public void heading(int level, String heading) {
    // floats that pile up end in an error: place those of a section before the next
    add((afterTable ? "\\clearpage\n" : "") + '\\' + "sub".repeat(level - 1) + "section{"
        + escape(heading) + "}\n");
  }

  @Override
  public void paragraph(String paragraph) {
    add(escape(paragraph) + "\n");
  }

  @Override
  public void listing(Map<String, String> entries) {
    environment(
        "description",
        entries.entrySet().stream()
            .map(entry ->
                "\\item[{" + escape(entry.getKey()) + "}] " + escape(entry.getValue()) + '\n'));
  }

  @Override
  public void bullets(List<String> points) {
    environment("itemize", points.stream().map(point -> "\\item " + escape(point) + '\n'));
  }

  /** Adds an environment; one without items would be an error. */
  private void environment(String name, Stream<String> items) {
    String lines = items.collect(Collectors.joining());
    add(lines.isEmpty() ? "" : "\\begin{" + name + "}\n" + lines + "\\end{" + name + "}\n");
  }

  @Override
  public void table(Table table) {
    List<List<String>> lines = table.lines();
    add("\\begin{table}[htbp]\n"
        + "\\centering\\scriptsize\\setlength{\\tabcolsep}{3pt}\n"
        + "\\caption{" + escape(table.caption()) + "}\n"
        + "\\begin{tabular}{"
        + table.columns().stream()
            .map(column -> column.isName() ? "l" : "r")
            .collect(Collectors.joining())
        + "}\n\\toprule\n" + line(lines.get(0)) + "\\midrule\n"
        + lines.stream().skip(1).map(LatexDocument::line).collect(Collectors.joining())
        + "\\bottomrule\n\\end{tabular}\n\\end{table}\n");
    afterTable = true;
  }

  private static String line(List<String> cells) {
    return cells.stream()
        .map(LatexDocument::escape)
        .collect(Collectors.joining(" & ", "", " \\\\\n"));
  }

  private void add(String block) {
    block(block);
    afterTable = false;
  }

  /** Returns text that is set as it is, on one line. */
  static String escape(String text) {
    String line = OneLine.of(text);
    // after a line break or an item these would be taken for its option
    String start = line.startsWith("[") || line.startsWith("*") ? "{}" : "";
    return start
        + line.codePoints()
            .mapToObj(c -> SPECIAL.getOrDefault(c, Character.toString(c)))
            .collect(Collectors.joining());
  }
}
