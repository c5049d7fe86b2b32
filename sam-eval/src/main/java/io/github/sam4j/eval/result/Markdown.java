package io.github.sam4j.eval.result;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code table.md}: GitHub's Markdown. */
final class Markdown {
  /** What means something inside a line; a bar ends a cell. */
  private static final Pattern SPECIAL = Pattern.compile("[\\\\`*|~$]|\\b_|_\\b|](?=[(\\[:])");

  private Markdown() {}

  static String of(List<Block> blocks) {
    return blocks.stream().map(Markdown::text).collect(Collectors.joining("\n"));
  }

  private static String text(Block block) {
    if (block instanceof Block.Heading heading) {
      return "#".repeat(heading.level()) + ' ' + escape(heading.text()) + '\n';
    }
    if (block instanceof Block.Paragraph paragraph) {
      return escape(paragraph.text()) + '\n';
    }
    if (block instanceof Block.Listing listing) {
      return listing.entries().entrySet().stream()
          .map(Markdown::point)
          .collect(Collectors.joining());
    }
    if (block instanceof Block.Bullets bullets) {
      return bullets.points().stream()
          .map(point -> "* " + escape(point) + '\n')
          .collect(Collectors.joining());
    }
    return grid((Block.Grid) block);
  }

  private static String point(Map.Entry<String, String> entry) {
    return "* " + escape(entry.getKey()) + ": " + escape(entry.getValue()) + '\n';
  }

  private static String grid(Block.Grid grid) {
    StringBuilder text = new StringBuilder(escape(grid.caption())).append("\n\n");
    for (int i = 0; i < grid.lines().size(); i++) {
      text.append(grid.lines().get(i).stream()
          .map(Markdown::escape)
          .collect(Collectors.joining(" | ", "| ", " |\n")));
      if (i == 0) {
        int columns = grid.lines().get(0).size();
        text.append("|")
            .append(" --- |".repeat(grid.leftAligned()))
            .append(" ---: |".repeat(columns - grid.leftAligned()))
            .append('\n');
      }
    }
    return text.toString();
  }

  /** Returns text that is shown as it is, on one line. */
  static String escape(String text) {
    String plain = OneLine.of(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return SPECIAL
        .matcher(plain)
        .replaceAll(match -> Matcher.quoteReplacement("\\" + match.group()));
  }
}
