package io.github.sam4j.eval.result;

import java.util.List;

/** Aligns columns of text with spaces, a rule under the first line. */
final class TextColumns {
  private TextColumns() {}

  /**
   * Returns the lines aligned, each ending in a line break.
   *
   * @param leftAligned number of columns that are aligned to the left; the others to the right
   */
  static String align(List<String[]> lines, int leftAligned) {
    int[] widths = new int[lines.get(0).length];
    for (String[] line : lines) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], line[c].length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < widths.length; c++) {
        String cell = lines.get(i)[c];
        String padding = " ".repeat(widths[c] - cell.length());
        line.append(c == 0 ? "" : "  ").append(c < leftAligned ? cell + padding : padding + cell);
      }
      text.append(line.toString().stripTrailing()).append('\n');
      if (i == 0) {
        text.append("-".repeat(line.length())).append('\n');
      }
    }
    return text.toString();
  }
}
