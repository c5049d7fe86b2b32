package io.github.sam4j.eval.result;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code table.tex}: to be included in a document that loads {@code booktabs}. Headings are
 * sections, so that the file has no preamble of its own.
 */
final class Latex {
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

  private Latex() {}

  static String of(List<Block> blocks) {
    StringBuilder text =
        new StringBuilder("% needs \\usepackage{booktabs}; include with \\input\n");
    boolean floating = false;
    for (Block block : blocks) {
      text.append('\n');
      if (floating && block instanceof Block.Heading) {
        // floats that pile up end in an error: place those of a section before the next
        text.append("\\clearpage\n");
      }
      text.append(text(block));
      floating = block instanceof Block.Grid;
    }
    return text.toString();
  }

  private static String text(Block block) {
    if (block instanceof Block.Heading heading) {
      return '\\' + "sub".repeat(heading.level() - 1) + "section{" + escape(heading.text()) + "}\n";
    }
    if (block instanceof Block.Paragraph paragraph) {
      return escape(paragraph.text()) + "\n";
    }
    if (block instanceof Block.Listing listing) {
      return environment(
          "description",
          listing.entries().entrySet().stream()
              .map(entry ->
                  "\\item[{" + escape(entry.getKey()) + "}] " + escape(entry.getValue()) + '\n')
              .collect(Collectors.joining()));
    }
    if (block instanceof Block.Bullets bullets) {
      return environment(
          "itemize",
          bullets.points().stream()
              .map(point -> "\\item " + escape(point) + '\n')
              .collect(Collectors.joining()));
    }
    return grid((Block.Grid) block);
  }

  /** Returns an environment; one without items would be an error. */
  private static String environment(String name, String items) {
    return items.isEmpty() ? "" : "\\begin{" + name + "}\n" + items + "\\end{" + name + "}\n";
  }

  private static String grid(Block.Grid grid) {
    int columns = grid.lines().get(0).size();
    StringBuilder text = new StringBuilder("\\begin{table}[htbp]\n")
        .append("\\centering\\scriptsize\\setlength{\\tabcolsep}{3pt}\n")
        .append("\\caption{")
        .append(escape(grid.caption()))
        .append("}\n\\begin{tabular}{")
        .append("l".repeat(grid.leftAligned()))
        .append("r".repeat(columns - grid.leftAligned()))
        .append("}\n\\toprule\n");
    for (int i = 0; i < grid.lines().size(); i++) {
      text.append(
              grid.lines().get(i).stream().map(Latex::escape).collect(Collectors.joining(" & ")))
          .append(" \\\\\n")
          .append(i == 0 ? "\\midrule\n" : "");
    }
    return text.append("\\bottomrule\n\\end{tabular}\n\\end{table}\n").toString();
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
