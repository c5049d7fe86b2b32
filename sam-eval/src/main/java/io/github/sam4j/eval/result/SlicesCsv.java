package io.github.sam4j.eval.result;

import io.github.sam4j.eval.protocol.ScoreKey;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** {@code slices.csv}: a line per score. */
final class SlicesCsv implements RecordWriter {
  private final List<ScoreKey> keys;
  private final CsvLines lines;

  SlicesCsv(OutputStream out, List<ScoreKey> keys) throws IOException {
    this.keys = keys;
    List<String> header = new ArrayList<>(List.of(
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
        "iou"));
    keys.forEach(key -> header.add(key.name()));
    header.add("detected");
    this.lines = new CsvLines(out, header);
  }

  @Override
  public void write(SliceRecord slice) throws IOException {
    for (SliceScore score : slice.scores()) {
      Series series = score.series();
      List<Object> fields = new ArrayList<>(List.of(
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
          score.overlap().iou()));
      keys.forEach(key -> fields.add(score.score(key)));
      fields.add(score.detected());
      lines.add(fields.toArray());
    }
  }

  @Override
  public void flush() throws IOException {
    lines.flush();
  }
}
