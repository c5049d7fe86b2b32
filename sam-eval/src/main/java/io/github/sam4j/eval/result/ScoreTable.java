package io.github.sam4j.eval.result;

import io.github.sam4j.io.file.FileReplacement;
import io.github.sam4j.metrics.EmptyPolicy;
import io.github.sam4j.metrics.OverlapMetric;
import io.github.sam4j.metrics.statistics.DetectionRule;
import io.github.sam4j.metrics.statistics.SliceOutcome;
import io.github.sam4j.metrics.statistics.SliceScope;
import io.github.sam4j.metrics.statistics.SliceTable;
import io.github.sam4j.metrics.statistics.Summary;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Scores of slices, aggregated by task, object and selection. A slice where nothing was chosen
 * counts 0 in the plain means and medians and is left out of those over detected slices.
 */
public final class ScoreTable {
  private static final List<String> COLUMNS = List.of(
      "task",
      "object",
      "selection",
      "slices",
      "detected",
      "dice_mean",
      "dice_median",
      "dice_pos_mean",
      "dice_pos_median",
      "iou_mean",
      "iou_median",
      "dice_pooled");

  private final List<SliceScore> scores;
  private final List<Row> rows;

  private ScoreTable(List<SliceScore> scores, List<Row> rows) {
    this.scores = scores;
    this.rows = rows;
  }

  /**
   * One line of the table. Of slices that don't contain the object, nothing is told; without any
   * other, the numbers are NaN.
   *
   * @param slices number of slices that contain the object
   * @param detectedFraction share of them where anything was chosen, in {@code [0, 1]}
   * @param dicePosMean mean Dice over the detected slices, empty if there are none
   * @param dicePosMedian median Dice over the detected slices, empty if there are none
   * @param dicePooled Dice of the pixel counts of all slices together
   */
  public record Row(
      String task,
      String object,
      String selection,
      int slices,
      double detectedFraction,
      double diceMean,
      double diceMedian,
      OptionalDouble dicePosMean,
      OptionalDouble dicePosMedian,
      double iouMean,
      double iouMedian,
      double dicePooled) {}

  /**
   * Aggregates scores; lines come in the order in which their first score does.
   *
   * @throws IllegalArgumentException if a slice is scored twice for the same object and selection,
   *     or a slice without a choice has predicted pixels
   */
  public static ScoreTable of(List<SliceScore> scores) {
    Map<Series, List<SliceOutcome>> groups = new LinkedHashMap<>();
    for (SliceScore score : scores) {
      groups
          .computeIfAbsent(score.series(), key -> new ArrayList<>())
          .add(new SliceOutcome(
              score.slice().caseId(), score.slice().slice(), score.overlap(), score.detected()));
    }
    List<Row> rows = new ArrayList<>();
    groups.forEach((key, members) -> rows.add(row(key, members)));
    return new ScoreTable(List.copyOf(scores), List.copyOf(rows));
  }

  private static Row row(Series key, List<SliceOutcome> outcomes) {
    SliceTable slices = SliceTable.of(outcomes).in(SliceScope.POSITIVE);
    Summary dice = summary(slices, OverlapMetric.DICE);
    Summary found = summary(slices.in(SliceScope.DETECTED_POSITIVE), OverlapMetric.DICE);
    Summary iou = summary(slices, OverlapMetric.IOU);
    return new Row(
        key.task(),
        key.object(),
        key.selection(),
        slices.counts().slices(),
        slices.detection(DetectionRule.maskSelected()).fraction(),
        dice.mean(),
        dice.median(),
        ifAny(found, found.mean()),
        ifAny(found, found.median()),
        iou.mean(),
        iou.median(),
        slices.pooled().dice());
  }

  private static Summary summary(SliceTable slices, OverlapMetric metric) {
    return Summary.of(slices.scores(metric, EmptyPolicy.DEFAULT));
  }

  private static OptionalDouble ifAny(Summary summary, double value) {
    return summary.n() == 0 ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** Returns the lines. */
  public List<Row> rows() {
    return rows;
  }

  /** Returns the table for people: aligned columns, scores in percent. */
  public String toText() {
    List<String[]> lines = new ArrayList<>();
    lines.add(new String[] {
      "task",
      "object",
      "selection",
      "slices",
      "detected",
      "Dice mean",
      "Dice median",
      "Dice_pos",
      "IoU mean"
    });
    for (Row row : rows) {
      lines.add(new String[] {
        row.task(),
        row.object(),
        row.selection(),
        Integer.toString(row.slices()),
        percent(row.detectedFraction()),
        percent(row.diceMean()),
        percent(row.diceMedian()),
        row.dicePosMean().isPresent() ? percent(row.dicePosMean().getAsDouble()) : "-",
        percent(row.iouMean())
      });
    }
    return TextColumns.align(lines, /* leftAligned= */ 3);
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /**
   * Writes the table as CSV, scores in {@code [0, 1]} with all digits; an undefined one is an empty
   * field.
   *
   * @throws IOException if writing fails; nothing half-written stays
   */
  public void writeCsv(Path file) throws IOException {
    writeCsv(
        file,
        COLUMNS,
        rows.stream()
            .map(row -> List.<Object>of(
                row.task(),
                row.object(),
                row.selection(),
                row.slices(),
                text(row.detectedFraction()),
                text(row.diceMean()),
                text(row.diceMedian()),
                text(row.dicePosMean()),
                text(row.dicePosMedian()),
                text(row.iouMean()),
                text(row.iouMedian()),
                text(row.dicePooled())))
            .toList());
  }

  private static String text(OptionalDouble value) {
    return text(value.orElse(Double.NaN));
  }

  private static String text(double value) {
    return Double.isNaN(value) ? "" : Double.toString(value);
  }

  /**
   * Writes the scores of all slices as CSV, one line per slice, object and selection.
   *
   * @throws IOException if writing fails; nothing half-written stays
   */
  public void writeSlicesCsv(Path file) throws IOException {
    writeCsv(
        file,
        List.of(
            "task",
            "case",
            "slice",
            "object",
            "selection",
            "masks",
            "chosen",
            "tp",
            "fp",
            "fn",
            "dice",
            "iou",
            "detected"),
        scores.stream()
            .map(score -> List.<Object>of(
                score.slice().task(),
                score.slice().caseId(),
                score.slice().slice(),
                score.series().object(),
                score.series().selection(),
                score.pool(),
                String.join(" ", score.chosen().stream().map(String::valueOf).toList()),
                score.overlap().truePositives(),
                score.overlap().falsePositives(),
                score.overlap().falseNegatives(),
                text(score.overlap().dice()),
                text(score.overlap().iou()),
                score.detected()))
            .toList());
  }

  private static void writeCsv(Path file, List<String> header, List<List<Object>> lines)
      throws IOException {
    FileReplacement.write(file, out -> {
      CSVFormat format = CSVFormat.RFC4180
          .builder()
          .setHeader(header.toArray(String[]::new))
          .setRecordSeparator('\n')
          .get();
      CSVPrinter printer =
          new CSVPrinter(new OutputStreamWriter(out, StandardCharsets.UTF_8), format);
      printer.printRecords(lines);
      printer.flush();
    });
  }
}
