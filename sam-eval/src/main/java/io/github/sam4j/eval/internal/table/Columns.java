// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.internal.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The columns of tables with a row for each item: headers, formats and values. Immutable. */
public final class Columns<T> {
  private final List<Column<T>> columns;

  private record Column<T>(String header, Format format, Function<T, ?> value) {}

  /** Returns no columns, to which others are added. */
  public Columns() {
    this(List.of());
  }

  private Columns(List<Column<T>> columns) {
    this.columns = List.copyOf(columns);
  }

  /** Returns these columns followed by another one. */
  public Columns<T> add(String header, Format format, Function<T, ?> value) {
    List<Column<T>> more = new ArrayList<>(columns);
    more.add(new Column<>(header, format, value));
    return new Columns<>(more);
  }

  /** Returns these columns followed by one whose numbers are printed with all digits. */
  public Columns<T> add(String header, Function<T, ?> value) {
    return add(header, Format.EXACT, value);
  }

  /**
   * Returns these columns followed by those of a part of the item.
   *
   * @param prefix begins each of their headers
   */
  public <U> Columns<T> addAll(String prefix, Function<T, U> part, Columns<U> others) {
    List<Column<T>> more = new ArrayList<>(columns);
    for (Column<U> other : others.columns) {
      more.add(new Column<>(prefix + other.header, other.format, part.andThen(other.value)));
    }
    return new Columns<>(more);
  }

  /** Returns the table of some items. */
  public Table table(String caption, Collection<? extends T> items) {
    return new Table(
        caption,
        columns.stream().map(c -> new Table.Column(c.header, c.format)).toList(),
        items.stream().map(this::values).toList());
  }

  /** Returns the headers in their order. */
  public List<String> headers() {
    return columns.stream().map(Column::header).toList();
  }

  private List<Object> values(T item) {
    return columns.stream().<Object>map(column -> column.value.apply(item)).toList();
  }

  List<String> texts(T item) {
    return columns.stream()
        .map(column -> column.format.text(column.value.apply(item)))
        .toList();
  }

  /** Returns the values of an item by header, null for an undefined number. */
  public Map<String, @Nullable Object> fields(T item) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (Column<T> column : columns) {
      Object value = column.value.apply(item);
      fields.put(column.header, value instanceof Double number && number.isNaN() ? null : value);
    }
    return fields;
  }
}
