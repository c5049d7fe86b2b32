// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.internal.table;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Values in rows and columns.
 *
 * @param rows each of as many values as there are columns
 */
public record Table(String caption, List<Column> columns, List<List<Object>> rows) {
  /** What is above the values of a column, and how they are printed. */
  public record Column(String header, Format format) {
    /** Returns whether the values are names, which are aligned to the left. */
    public boolean isName() {
      return format == Format.NAME;
    }
  }

  /** Copies the lists. */
  public Table {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<Object> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "expected " + columns.size() + " values in every row, got " + row.size());
      }
    }
  }

  /** Returns the rows as text. */
  public List<List<String>> cells() {
    return rows.stream()
        .map(row -> IntStream.range(0, row.size())
            .mapToObj(i -> columns.get(i).format().text(row.get(i)))
            .toList())
        .toList();
  }

  /** Returns the headers, followed by the rows as text. */
  List<List<String>> lines() {
    return Stream.concat(Stream.of(columns.stream().map(Column::header).toList()), cells().stream())
        .toList();
  }
}
