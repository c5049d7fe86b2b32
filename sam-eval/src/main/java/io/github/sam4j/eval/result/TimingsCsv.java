package io.github.sam4j.eval.result;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code timings.csv}: a line per step of a slice; the one file that no two runs have alike. */
final class TimingsCsv implements RecordWriter {
  private final CsvLines lines;

  TimingsCsv(OutputStream out) throws IOException {
    this.lines = new CsvLines(out, List.of("task", "case", "slice", "step", "milliseconds"));
  }

  @Override
  public void write(SliceRecord slice) throws IOException {
    for (Map.Entry<String, Double> step : slice.milliseconds().entrySet()) {
      lines.add(
          slice.slice().task(),
          slice.slice().caseId(),
          RowFields.index(slice.slice()),
          step.getKey(),
          String.format(Locale.ROOT, "%.3f", step.getValue()));
    }
  }

  @Override
  public void flush() throws IOException {
    lines.flush();
  }
}
