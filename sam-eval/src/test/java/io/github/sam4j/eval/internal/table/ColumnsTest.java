// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.internal.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ColumnsTest {
  private record Score(String name, double dice) {}

  private static final Columns<Score> COLUMNS =
      new Columns<Score>().add("name", Score::name).add("dice", Score::dice);

  @Test
  void columnsOfAPartHaveThePrefix() {
    Columns<List<Score>> pair = new Columns<List<Score>>()
        .addAll("first_", list -> list.get(0), COLUMNS)
        .addAll("second_", list -> list.get(1), COLUMNS);

    assertThat(pair.fields(List.of(new Score("a", 0.5), new Score("b", 1))))
        .containsExactly(
            Map.entry("first_name", "a"),
            Map.entry("first_dice", 0.5),
            Map.entry("second_name", "b"),
            Map.entry("second_dice", 1.0));
  }

  @Test
  void addingAColumnLeavesTheOthersAsTheyAre() {
    Columns<Score> more = COLUMNS.add("again", Score::name);

    assertThat(more.headers()).containsExactly("name", "dice", "again");
    assertThat(COLUMNS.headers()).containsExactly("name", "dice");
  }

  @Test
  void undefinedNumberIsNullInJsonAndEmptyInCsv() throws IOException {
    Score undefined = new Score("a, \"b\"", Double.NaN);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CsvWriter<Score> csv = new CsvWriter<>(out, COLUMNS);

    csv.write(undefined);
    csv.flush();

    assertThat(COLUMNS.fields(undefined)).containsEntry("dice", null);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("name,dice\n\"a, \"\"b\"\"\",\n");
  }

  @Test
  void rowOfAnotherLengthIsRefused() {
    List<Table.Column> columns = List.of(new Table.Column("a", Format.NAME));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Table("", columns, List.of(List.of("x", "y"))))
        .withMessage("expected 1 values in every row, got 2");
  }
}
