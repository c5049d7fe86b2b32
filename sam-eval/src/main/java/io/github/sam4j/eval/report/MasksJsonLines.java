// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.sam4j.eval.internal.json.JsonMappers;
import io.github.sam4j.eval.internal.table.Columns;
import io.github.sam4j.eval.result.SliceRecord;
import io.github.sam4j.eval.result.SliceRecord.SliceScore;
import io.github.sam4j.mask.RunLengths;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code masks.jsonl}: a line per score, with the reference and what was chosen as run lengths. */
final class MasksJsonLines implements SliceWriter {
  private static final ObjectMapper JSON = JsonMappers.create();
  private static final Columns<ScoredMask> FIELDS = new Columns<ScoredMask>()
      .addAll("", mask -> mask.score().slice(), ResultColumns.SLICE)
      .addAll("", mask -> mask.score().series(), ResultColumns.QUESTION)
      .add("clicks", mask -> mask.score().series().clicks())
      .add("reference", mask -> coco(mask.reference()))
      .add("prediction", mask -> coco(mask.prediction()))
      .addAll("", mask -> mask.score().overlap(), ResultColumns.COUNTS)
      .add("dice", mask -> mask.score().overlap().dice())
      .add("iou", mask -> mask.score().overlap().iou());

  private final OutputStream out;

  MasksJsonLines(OutputStream out) {
    this.out = new BufferedOutputStream(out);
  }

  private record ScoredMask(SliceScore score, RunLengths reference, RunLengths prediction) {}

  @Override
  public void write(SliceRecord slice) throws IOException {
    for (int i = 0; i < slice.scores().size(); i++) {
      SliceScore score = slice.scores().get(i);
      String object = score.series().object();
      RunLengths reference = slice.truths().get(object);
      if (reference == null) {
        throw new IllegalArgumentException(score.slice() + ": expected the ground truth of "
            + object + ", found that of " + slice.truths().keySet());
      }
      ScoredMask mask = new ScoredMask(score, reference, slice.masks().get(i));
      out.write(JSON.writeValueAsBytes(FIELDS.fields(mask)));
      out.write('\n');
    }
  }

  private static Map<String, Object> coco(RunLengths mask) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("size", List.of(mask.height(), mask.width()));
    fields.put("counts", mask.toCocoString());
    return fields;
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }
}
