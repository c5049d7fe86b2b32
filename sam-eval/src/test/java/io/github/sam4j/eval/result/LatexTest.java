package io.github.sam4j.eval.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LatexTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '!',
      value = {
        "a&b; a\\&b",
        "50 %; 50 \\%",
        "$5; \\$5",
        "#1; \\#1",
        "a_b; a\\_b",
        "{x}; \\{x\\}",
        "~; \\textasciitilde{}",
        "a^b; a\\textasciicircum{}b",
        "a\\b; a\\textbackslash{}b",
        "<x>; \\textless{}x\\textgreater{}",
        "a|b; a\\textbar{}b",
        "\"a\"; ''a''",
        "[x]; {}[x]",
        "*; {}*",
        "1 [0, 2]; 1 [0, 2]",
        "mäuse; mäuse"
      })
  void textIsSetAsItIs(String text, String escaped) {
    assertThat(Latex.escape(text)).isEqualTo(escaped);
  }

  @Test
  void lineBreaksBecomeSpaces() {
    assertThat(Latex.escape("a\r\nb\n\nc")).isEqualTo("a b c");
  }

  @Test
  void everyLineOfATableHasAsManyCells() {
    String text = Latex.of(
        List.of(new Block.Grid("R&D", 1, List.of(List.of("a", "b"), List.of("x&y", "1")))));

    assertThat(text)
        .contains("\\caption{R\\&D}\n\\begin{tabular}{lr}\n\\toprule\na & b \\\\\n\\midrule\n")
        .contains("x\\&y & 1 \\\\\n\\bottomrule\n\\end{tabular}\n\\end{table}\n");
  }

  @Test
  void listsWithoutItemsAreLeftOut() {
    assertThat(Latex.of(List.of(new Block.Listing(Map.of()), new Block.Bullets(List.of()))))
        .doesNotContain("\\begin");
  }

  @Test
  void headingAfterATablePlacesItsFloats() {
    Block grid = new Block.Grid("c", 1, List.of(List.of("a"), List.of("b")));
    Block heading = new Block.Heading(2, "next");

    assertThat(Latex.of(List.of(heading, grid, heading)))
        .containsOnlyOnce("\\clearpage\n\\subsection{next}\n");
  }
}
