// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.internal.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MarkdownDocumentTest {
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
    assertThat(MarkdownDocument.escape(text)).isEqualTo(escaped);
  }

  @Test
  void lineBreaksWouldEndATableAndBecomeSpaces() {
    assertThat(MarkdownDocument.escape("a\r\nb\n\nc")).isEqualTo("a b c");
  }

  @Test
  void tableHasAsManyCellsInEveryLine() {
    Document document = new MarkdownDocument();

    document.table(Tables.nameAndCount("caption", "x|y", 1));

    assertThat(document).hasToString("caption\n\n| a | b |\n| --- | ---: |\n| x\\|y | 1 |\n");
  }
}
