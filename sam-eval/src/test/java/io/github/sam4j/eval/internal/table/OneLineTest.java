// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.internal.table;

import static org.assertj.core.api.Assertions.assertThat;

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
  void everyPartOfADocumentIsClean() {
    for (Document document :
        List.of(new TextDocument(), new MarkdownDocument(), new LatexDocument())) {
      document.heading(2, HOSTILE);
      document.heading(3, HOSTILE);
      document.paragraph(HOSTILE);
      document.listing(Map.of(HOSTILE, HOSTILE));
      document.bullets(List.of(HOSTILE));
      document.table(new Columns<String>()
          .add("a", Format.NAME, text -> text)
          .add("b", Format.TEXT, text -> text)
          .table(HOSTILE, List.of(HOSTILE)));
      String text = document.toString();
      assertThat(text.replace("\n", "")).matches("\\P{Cc}+").doesNotContain("\u202E", "\u2028");
      assertThat(text.split("liver", -1)).hasSize(10);
      assertThat(text.lines().filter(line -> line.contains("txt")).toList())
          .allSatisfy(line -> assertThat(line).contains("liver"));
    }
  }

  @Test
  void shortTableIsClean() {
    Table table = Tables.nameAndCount("", HOSTILE, 1);

    List<String> lines = TextDocument.columns(table).lines().toList();

    assertThat(lines).hasSize(3);
    assertThat(lines.get(2)).startsWith(SHOWN).matches("\\P{Cc}+");
    // the rule is as long as the cells that are printed
    assertThat(lines.get(1)).hasSameSizeAs(lines.get(2));
  }
}
