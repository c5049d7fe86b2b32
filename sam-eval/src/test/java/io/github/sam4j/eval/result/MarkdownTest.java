package io.github.sam4j.eval.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MarkdownTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '!',
      value = {
        "a|b => a\\|b",
        "a\\b => a\\\\b",
        "<b> => &lt;b&gt;",
        "R&D => R&amp;D",
        "*x* => \\*x\\*",
        "`x` => \\`x\\`",
        "$x$ => \\$x\\$",
        "~~x~~ => \\~\\~x\\~\\~",
        "BEST_IOU => BEST_IOU",
        "_x_ => \\_x\\_",
        "[x](y) => [x\\](y)",
        "1.0 [0.9, 1.1] => 1.0 [0.9, 1.1]",
        "mäuse => mäuse"
      })
  void textIsShownAsItIs(String text, String escaped) {
    assertThat(Markdown.escape(text)).isEqualTo(escaped);
  }

  @Test
  void lineBreaksWouldEndATableAndBecomeSpaces() {
    assertThat(Markdown.escape("a\r\nb\n\nc")).isEqualTo("a b c");
  }

  @Test
  void tableHasAsManyCellsInEveryLine() {
    String text = Markdown.of(
        List.of(new Block.Grid("caption", 1, List.of(List.of("a", "b"), List.of("x|y", "1")))));

    assertThat(text).isEqualTo("caption\n\n| a | b |\n| --- | ---: |\n| x\\|y | 1 |\n");
  }
}
