package io.github.sam4j.eval.result;

import java.util.List;
import java.util.stream.Collectors;

/** {@code table.txt}: columns aligned by spaces. */
final class PlainText {
  private PlainText() {}

  static String of(List<Block> blocks) {
    return blocks.stream().map(PlainText::text).collect(Collectors.joining("\n"));
  }

  private static String text(Block block) {
    if (block instanceof Block.Heading heading) {
      String text = OneLine.of(heading.text());
      String rule = (heading.level() == 1 ? "=" : "-").repeat(text.length());
      return heading.level() > 2 ? text + '\n' : text + '\n' + rule + '\n';
    }
    if (block instanceof Block.Paragraph paragraph) {
      return OneLine.of(paragraph.text()) + '\n';
    }
    if (block instanceof Block.Listing listing) {
      return TextColumns.list(listing.entries());
    }
    if (block instanceof Block.Bullets bullets) {
      return bullets.points().stream()
          .map(point -> "- " + OneLine.of(point) + '\n')
          .collect(Collectors.joining());
    }
    Block.Grid grid = (Block.Grid) block;
    return OneLine.of(grid.caption()) + "\n\n"
        + TextColumns.align(grid.lines(), grid.leftAligned());
  }
}
