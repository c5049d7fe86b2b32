// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.internal.table;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Writes items as lines of a CSV file one by one: RFC 4180 except for the line break, which is
 * {@code '\n'}; UTF-8.
 */
public final class CsvWriter<T> {
  private final CSVPrinter printer;
  private final Columns<T> columns;

  /** Writes the headers. The caller closes the stream, after {@link #flush()}. */
  public CsvWriter(OutputStream out, Columns<T> columns) throws IOException {
    CSVFormat format = CSVFormat.RFC4180
        .builder()
        .setHeader(columns.headers().toArray(String[]::new))
        .setRecordSeparator('\n')
        .get();
    this.printer = new CSVPrinter(
        new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)), format);
    this.columns = columns;
  }

  /** Writes a line. */
  public void write(T item) throws IOException {
    printer.printRecord(columns.texts(item));
  }

  /** Passes everything on to the stream. */
  public void flush() throws IOException {
    printer.flush();
  }
}
