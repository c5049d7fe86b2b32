package io.github.sam4j.eval.result;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Aligns columns of text with spaces, a rule under the first line; each cell is {@link OneLine}.
 */
final class TextColumns {
  private TextColumns() {}

  /**
   * Returns the lines aligned, each ending in a line break.
   *
   * @param leftAligned number of columns that are aligned to the left; the others to the right
   */
  static String align(List<List<String>> cells, int leftAligned) {
    List<List<String>> lines =
        cells.stream().map(line -> line.stream().map(OneLine::of).toList()).toList();
    int[] widths = new int[lines.get(0).size()];
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
        line.append(c == 0 ? "" : "  ").append(c < leftAligned ? cell + padding : padding + cell);
      }
      text.append(line.toString().stripTrailing()).append('\n');
      if (i == 0) {
        text.append("-".repeat(width(line.toString()))).append('\n');
      }
    }
    return text.toString();
  }

  /** Returns names and values in two columns, each line ending in a line break. */
  static String list(Map<String, String> entries) {
    int width = entries.keySet().stream()
        .mapToInt(name -> width(OneLine.of(name)))
        .max()
        .orElse(0);
    return entries.entrySet().stream()
        .map(entry -> {
          String name = OneLine.of(entry.getKey());
          String line =
              name + " ".repeat(width - width(name)) + "  " + OneLine.of(entry.getValue());
          return line.stripTrailing() + '\n';
        })
        .collect(Collectors.joining());
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
