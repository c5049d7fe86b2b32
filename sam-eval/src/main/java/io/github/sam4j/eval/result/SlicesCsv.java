package io.github.sam4j.eval.result;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.Collectors;

/** {@code slices.csv}: a line per score. */
final class SlicesCsv implements RecordWriter {
  private final CsvLines lines;

  SlicesCsv(OutputStream out) throws IOException {
    this.lines = new CsvLines(
        out,
        List.of(
            "task",
            "case",
            "slice",
            "object",
            "protocol",
            "selection",
            "clicks",
            "prompt",
            "masks",
            "chosen",
            "predicted_iou",
            "tp",
            "fp",
            "fn",
            "dice",
            "iou",
            "surface_dice",
            "detected"));
  }

  @Override
  public void write(SliceRecord slice) throws IOException {
    for (SliceScore score : slice.scores()) {
      Series series = score.series();
      lines.add(
          series.task(),
          score.slice().caseId(),
          score.slice().slice(),
          series.object(),
          series.protocol(),
          series.selection(),
          series.clicks() == 0 ? "" : series.clicks(),
          score.prompt(),
          score.pool(),
          score.chosen().stream().map(String::valueOf).collect(Collectors.joining(" ")),
          score.predictedIou(),
          score.overlap().truePositives(),
          score.overlap().falsePositives(),
          score.overlap().falseNegatives(),
          score.overlap().dice(),
          score.overlap().iou(),
          score.surfaceDice(),
          score.detected());
    }
  }

  @Override
  public void flush() throws IOException {
    lines.flush();
  }
}
