// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.internal.table;

import java.util.List;
import java.util.Map;

/** Small tables. */
final class Tables {
  private Tables() {}

  /** Returns a table of the columns a, a name, and b, a count, with one row. */
  static Table nameAndCount(String caption, String name, int count) {
    return new Columns<Map.Entry<String, Integer>>()
        .add("a", Format.NAME, Map.Entry::getKey)
        .add("b", Format.COUNT, Map.Entry::getValue)
        .table(caption, List.of(Map.entry(name, count)));
  }
}
