package io.github.sam4j.eval.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.metrics.Overlap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class OneLineTest {
  private static final String HOSTILE = "liver\r\n\u001b[31mred\u009b0m\u202Etxt\u2028end\u0000";
  private static final String SHOWN = "liver [31mred 0m txt end ";

  @Test
  void whatATerminalObeysBecomesABlank() {
    assertThat(OneLine.of(HOSTILE)).isEqualTo(SHOWN);
  }

  @Test
  void lettersOfAnyScriptStay() {
    assertThat(OneLine.of("mäuse, 肝臓 \u05DB\u05D1\u05D3 \uD83D\uDC2D"))
        .isEqualTo("mäuse, 肝臓 \u05DB\u05D1\u05D3 \uD83D\uDC2D");
  }

  @Test
  void everyBlockOfTheTextsForPeopleIsClean() {
    List<Block> blocks = List.of(
        new Block.Heading(2, HOSTILE),
        new Block.Heading(3, HOSTILE),
        new Block.Paragraph(HOSTILE),
        new Block.Listing(Map.of(HOSTILE, HOSTILE)),
        new Block.Bullets(List.of(HOSTILE)),
        new Block.Grid(HOSTILE, 1, List.of(List.of("a", "b"), List.of(HOSTILE, HOSTILE))));

    for (String text : List.of(PlainText.of(blocks), Markdown.of(blocks), Latex.of(blocks))) {
      assertThat(text.replace("\n", "")).matches("\\P{Cc}+").doesNotContain("\u202E", "\u2028");
      assertThat(text.split("liver", -1)).hasSize(10);
      assertThat(text.lines().filter(line -> line.contains("txt")).toList())
          .allSatisfy(line -> assertThat(line).contains("liver"));
    }
  }

  @Test
  void shortTableIsClean() {
    SliceScore score = new SliceScore(
        new SliceId(HOSTILE, "case", 1, 10),
        new Series(HOSTILE, HOSTILE, "box", "BOX", 0),
        "",
        1,
        List.of(0),
        0.5f,
        new Overlap(1, 0, 0, 0),
        Map.of());

    List<String> lines = ScoreTable.of(List.of(score)).toText().lines().toList();

    assertThat(lines).hasSize(3);
    assertThat(lines.get(2)).startsWith(SHOWN).matches("\\P{Cc}+");
    // the rule is as long as the cells that are printed
    assertThat(lines.get(1)).hasSameSizeAs(lines.get(2));
  }
}
