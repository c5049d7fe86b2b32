package io.github.sam4j.eval.result;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * {@code failures.csv}: a line per slice without scores, or per volume that couldn't be read, whose
 * slice is empty; the header alone is good news.
 */
final class FailuresCsv implements RecordWriter {
  private final CsvLines lines;

  FailuresCsv(OutputStream out) throws IOException {
    this.lines = new CsvLines(out, List.of("task", "case", "slice", "reason"));
  }

  @Override
  public void write(SliceRecord slice) throws IOException {
    if (slice.failure().isPresent()) {
      lines.add(
          slice.slice().task(),
          slice.slice().caseId(),
          RowFields.index(slice.slice()),
          slice.failure().get());
    }
  }

  @Override
  public void flush() throws IOException {
    lines.flush();
  }
}
