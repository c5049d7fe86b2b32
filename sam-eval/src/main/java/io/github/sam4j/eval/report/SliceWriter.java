// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import io.github.sam4j.eval.internal.table.Columns;
import io.github.sam4j.eval.internal.table.CsvWriter;
import io.github.sam4j.eval.result.SliceRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.function.Function;

/** Writes the slices of a run to a file one by one. */
interface SliceWriter {
  /** Writes a slice. */
  void write(SliceRecord slice) throws IOException;

  /** Passes everything on to the stream below. */
  void flush() throws IOException;

  /**
   * Returns a writer of CSV.
   *
   * @param items what of a slice has a line of its own
   */
  static <T> SliceWriter csv(
      OutputStream out, Columns<T> columns, Function<SliceRecord, Collection<T>> items)
      throws IOException {
    CsvWriter<T> csv = new CsvWriter<>(out, columns);
    return new SliceWriter() {
      @Override
      public void write(SliceRecord slice) throws IOException {
        for (T item : items.apply(slice)) {
          csv.write(item);
        }
      }

      @Override
      public void flush() throws IOException {
        csv.flush();
      }
    };
  }
}
