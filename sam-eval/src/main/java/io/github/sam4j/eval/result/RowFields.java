package io.github.sam4j.eval.result;

import io.github.sam4j.eval.protocol.ScoreKey;
import io.github.sam4j.eval.result.ScoreTable.ClickCurve;
import io.github.sam4j.eval.result.ScoreTable.Estimate;
import io.github.sam4j.eval.result.ScoreTable.NumberOfClicks;
import io.github.sam4j.eval.result.ScoreTable.VolumeScore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of a row by name, all digits: the same in CSV and JSON. */
final class RowFields {
  private final Map<String, Object> fields = new LinkedHashMap<>();

  private RowFields() {}

  static Map<String, Object> of(ScoreTable.Row row) {
    RowFields fields = new RowFields()
        .series(row.series())
        .clicks(row.series())
        .add("slices", row.slices())
        .add("detected", row.detected())
        .add("detected_fraction", row.detectedFraction())
        .add("negatives", row.negatives())
        .add("false_positives", row.falsePositives())
        .add("dice", row.dice())
        .add("dice_pos", row.dicePos())
        .add("iou", row.iou())
        .add("iou_pos", row.iouPos())
        .add("dice_pooled", row.pooled().dice())
        .add("iou_pooled", row.pooled().iou())
        .add("dice_pooled_all", row.pooledAll().dice())
        .add("volumes", row.volumeDice().n())
        .add("volume_dice", row.volumeDice());
    row.scores()
        .forEach((key, estimate) ->
            fields.add(key.name() + "_slices", estimate.n()).add(key.name(), estimate));
    return fields.fields;
  }

  static Map<String, Object> of(VolumeScore volume) {
    return new RowFields()
        .add("task", volume.series().task())
        .add("case", volume.caseId())
        .add("object", volume.series().object())
        .add("protocol", volume.series().protocol())
        .add("selection", volume.series().selection())
        .clicks(volume.series())
        .add("slices", volume.slices())
        .add("detected", volume.detected())
        .add("negatives", volume.negatives())
        .add("tp", volume.pooled().truePositives())
        .add("fp", volume.pooled().falsePositives())
        .add("fn", volume.pooled().falseNegatives())
        .add("dice_pooled", volume.pooled().dice())
        .add("iou_pooled", volume.pooled().iou())
        .add("dice_mean", volume.meanDice())
        .fields;
  }

  static Map<String, Object> of(VolumeRecord volume, Series series, List<ScoreKey> metrics) {
    RowFields fields = new RowFields()
        .add("task", volume.task())
        .add("case", volume.caseId())
        .add("object", series.object())
        .add("protocol", series.protocol())
        .add("selection", series.selection())
        .clicks(series);
    Map<ScoreKey, Double> scores = volume.scores().getOrDefault(series, Map.of());
    metrics.forEach(metric -> fields.add(metric.name(), scores.getOrDefault(metric, Double.NaN)));
    return fields.fields;
  }

  static Map<String, Object> of(ClickCurve curve, ClickCurve.Point point) {
    return new RowFields()
        .series(curve.series())
        .add("clicks", point.clicks())
        .add("samples", curve.samples())
        .add("clicked", point.clicked())
        .add("dice_mean", point.dice())
        .add("iou_mean", point.iou())
        .fields;
  }

  static Map<String, Object> of(NumberOfClicks number) {
    return new RowFields()
        .series(number.series())
        .add("target", number.target().fraction())
        .add("clicks_mean", number.mean())
        .add("samples", number.samples())
        .add("unreached", number.unreached())
        .fields;
  }

  static Map<String, Object> of(RunTotals.Failure failure) {
    return new RowFields()
        .add("task", failure.slice().task())
        .add("case", failure.slice().caseId())
        .add("slice", index(failure.slice()))
        .add("reason", failure.reason())
        .fields;
  }

  /** Returns the index of a slice, undefined for a whole volume. */
  static Object index(SliceId slice) {
    // not a conditional, which would make a Double of both
    if (slice.isWholeVolume()) {
      return Double.NaN;
    }
    return slice.slice();
  }

  private RowFields series(Series series) {
    return add("task", series.task())
        .add("object", series.object())
        .add("protocol", series.protocol())
        .add("selection", series.selection());
  }

  private RowFields clicks(Series series) {
    return series.clicks() == 0 ? add("clicks", Double.NaN) : add("clicks", series.clicks());
  }

  private RowFields add(String name, Estimate estimate) {
    return add(name + "_mean", estimate.mean())
        .add(name + "_lower", estimate.lower())
        .add(name + "_upper", estimate.upper())
        .add(name + "_median", estimate.median());
  }

  private RowFields add(String name, Object value) {
    fields.put(name, value);
    return this;
  }
}
