// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.internal.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LatexDocumentTest {
  private final Document document = new LatexDocument();

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
    assertThat(LatexDocument.escape(text)).isEqualTo(escaped);
  }

  @Test
  void lineBreaksBecomeSpaces() {
    assertThat(LatexDocument.escape("a\r\nb\n\nc")).isEqualTo("a b c");
  }

  @Test
  void everyLineOfATableHasAsManyCells() {
    document.table(Tables.nameAndCount("R&D", "x&y", 1));

    assertThat(document.toString())
        .contains("\\caption{R\\&D}\n\\begin{tabular}{lr}\n\\toprule\na & b \\\\\n\\midrule\n")
        .contains("x\\&y & 1 \\\\\n\\bottomrule\n\\end{tabular}\n\\end{table}\n");
  }

  @Test
  void listsWithoutItemsAreLeftOut() {
    document.listing(Map.of());
    document.bullets(List.of());

    assertThat(document.toString()).doesNotContain("\\begin");
  }

  @Test
  void headingAfterATablePlacesItsFloats() {
    document.heading(2, "next");
    document.table(Tables.nameAndCount("c", "x", 1));
    document.heading(2, "next");

    assertThat(document.toString()).containsOnlyOnce("\\clearpage\n\\subsection{next}\n");
  }
}
