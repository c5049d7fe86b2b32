package io.github.sam4j.eval.result;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.github.sam4j.mask.RunLengths;
import io.github.sam4j.metrics.Overlap;
import java.io.IOException;
import java.io.OutputStream;

/** {@code masks.jsonl}: a line per score, with the reference and what was chosen as run lengths. */
final class MasksJsonLines implements SliceWriter {
  private final JsonGenerator json;

  MasksJsonLines(OutputStream out) throws IOException {
    this.json = new JsonFactory().createGenerator(out);
    json.setPrettyPrinter(new MinimalPrettyPrinter(""));
  }

  @Override
  public void write(SliceRecord slice) throws IOException {
    for (int i = 0; i < slice.scores().size(); i++) {
      write(slice, slice.scores().get(i), slice.masks().get(i));
    }
  }

  private void write(SliceRecord slice, SliceScore score, RunLengths prediction)
      throws IOException {
    Series series = score.series();
    RunLengths reference = slice.truths().get(series.object());
    if (reference == null) {
      throw new IllegalArgumentException(score.slice() + ": expected the ground truth of "
          + series.object() + ", found that of " + slice.truths().keySet());
    }
    json.writeStartObject();
    json.writeStringField("task", series.task());
    json.writeStringField("case", score.slice().caseId());
    json.writeNumberField("slice", score.slice().slice());
    json.writeStringField("object", series.object());
    json.writeStringField("protocol", series.protocol());
    json.writeStringField("selection", series.selection());
    json.writeNumberField("clicks", series.clicks());
    mask("reference", reference);
    mask("prediction", prediction);
    Overlap overlap = score.overlap();
    json.writeNumberField("tp", overlap.truePositives());
    json.writeNumberField("fp", overlap.falsePositives());
    json.writeNumberField("fn", overlap.falseNegatives());
    score("dice", overlap.dice());
    score("iou", overlap.iou());
    json.writeEndObject();
    json.writeRaw('\n');
  }

  private void mask(String name, RunLengths mask) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeArrayFieldStart("size");
    json.writeNumber(mask.height());
    json.writeNumber(mask.width());
    json.writeEndArray();
    json.writeStringField("counts", mask.toCocoString());
    json.writeEndObject();
  }

  private void score(String name, double value) throws IOException {
    if (Double.isNaN(value)) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, value);
    }
  }

  @Override
  public void flush() throws IOException {
    json.flush();
  }
}
