// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import io.github.sam4j.eval.dataset.Dataset;
import io.github.sam4j.eval.protocol.Citation;
import io.github.sam4j.eval.protocol.Protocol;
import io.github.sam4j.eval.report.PublishedFigure.Statistic;
import io.github.sam4j.eval.result.RunDescription;
import io.github.sam4j.eval.result.ScoreTable;
import io.github.sam4j.eval.result.ScoreTable.ClickCurve;
import io.github.sam4j.eval.result.Series;
import io.github.sam4j.metrics.selection.MaskSelection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The numbers that are known from arXiv 2312.12880 and arXiv 2304.10517, and to which series of a
 * run they belong. Of the first only those that its text names are known, for most of them not by
 * which selection; of the second, means over 28 tasks and some of the tasks.
 */
final class PublishedFigures {
  private static final String SAM = "SAM";
  private static final String VIT_H = "SAM ViT-H";
  private static final String RITM = "RITM";
  private static final String ALL_TASKS = "mean over 28 tasks";

  private static final List<Entry> ENTRIES = Stream.of(
          radiology().stream(), modes().stream(), tasks().stream(), clicks().stream())
      .flatMap(entries -> entries)
      .toList();

  private PublishedFigures() {}

  /**
   * A number and where it belongs.
   *
   * @param task its name in the Medical Segmentation Decathlon, empty for any task
   * @param clicks number of clicks, where a protocol adds them one by one; else 0
   * @param place which selections of a protocol of the same paper it belongs to
   */
  private record Entry(
      PublishedFigure figure, String task, int clicks, Predicate<Protocol.Selection> place) {
    boolean belongsTo(Series series, RunDescription run) {
      return series.object().equals(Dataset.FOREGROUND)
          && (task.isEmpty() || task.equalsIgnoreCase(series.task()))
          && series.clicks() == clicks
          && run.protocol(series.protocol()).source().equals(Optional.of(figure.source()))
          && place.test(run.selection(series));
    }
  }

  /** Returns all numbers, by source. */
  static List<PublishedFigure> all() {
    return ENTRIES.stream().map(Entry::figure).toList();
  }

  /**
   * Returns the numbers that were measured in the way of a series and on the same task, or over
   * many tasks. The foreground corresponds to the object of a paper, so there are none for single
   * labels.
   *
   * @param series whose task is known by its name in the Medical Segmentation Decathlon, as
   *     {@code Task09_Spleen}
   * @param run describes the protocol of the series
   */
  static List<PublishedFigure> beside(Series series, RunDescription run) {
    return ENTRIES.stream()
        .filter(entry -> entry.belongsTo(series, run))
        .map(Entry::figure)
        .toList();
  }

  /**
   * A published number and the one of a run that it belongs to.
   *
   * @param value of the run
   */
  record Comparison(PublishedFigure figure, Series series, double value) {}

  /** Returns all comparisons of rows without clicks, then those of the points of curves. */
  static List<Comparison> compare(
      List<ScoreTable.Row> rows, List<ClickCurve> curves, RunDescription run) {
    List<Comparison> comparisons = new ArrayList<>();
    for (ScoreTable.Row row : rows) {
      if (row.series().clicks() == 0) {
        beside(row.series(), run)
            .forEach(figure -> comparisons.add(
                new Comparison(figure, row.series(), figure.statistic().of(row))));
      }
    }
    for (ClickCurve curve : curves) {
      for (ClickCurve.Point point : curve.points()) {
        Series series = curve.series().withClicks(point.clicks());
        // of clicks, the papers print mean IoU only
        beside(series, run)
            .forEach(figure -> comparisons.add(new Comparison(figure, series, point.iou())));
      }
    }
    return comparisons;
  }

  private static List<Entry> radiology() {
    return List.of(
        radiology("Task02_Heart", "left atrium", true, Statistic.DICE_MEAN, .65),
        radiology("Task10_Colon", "colon cancer", false, Statistic.DICE_MEAN, .042),
        radiology("Task09_Spleen", "spleen", false, Statistic.DICE_MEDIAN, .893),
        radiology("Task05_Prostate", "prostate", false, Statistic.DICE_MEDIAN, .057),
        radiology("Task09_Spleen", "spleen", false, Statistic.DICE_POS_MEDIAN, .95),
        radiology("Task02_Heart", "left atrium", false, Statistic.DICE_POS_MEDIAN, .90));
  }

  private static Entry radiology(
      String task, String data, boolean threshold, Statistic statistic, double value) {
    String setting = "automatic masks, " + (threshold ? "IoU > 0.25" : "selection not known");
    List<MaskSelection> selections = threshold
        ? List.of(MaskSelection.iouAboveUnion(0.25), MaskSelection.iouAboveBest(0.25))
        : MaskSelection.paper();
    return new Entry(
        new PublishedFigure(Citation.SAM_ON_RADIOLOGY, SAM, data, setting, statistic, value),
        task,
        /* clicks= */ 0,
        selection -> selection.isOneOf(selections));
  }

  private static List<Entry> modes() {
    double[] first = {.4610, .4826, .5891, .6542, .5829};
    double[] oracle = {.5150, .5141, .6771, .7438, .6791};
    List<Entry> entries = new ArrayList<>();
    for (int mode = 1; mode <= first.length; mode++) {
      entries.add(mode(ALL_TASKS, "", mode, false, first[mode - 1]));
      entries.add(mode(ALL_TASKS, "", mode, true, oracle[mode - 1]));
    }
    return entries;
  }

  private static List<Entry> tasks() {
    return Stream.of(
            task("Task02_Heart", "MRI-Heart", .5731, .5837, .7345, .7669, .7856, .8176),
            task("Task09_Spleen", "CT-Spleen", .8692, .8772, .8889, .8961, .8903, .8977),
            task("Task10_Colon", "CT-Colon", .5242, .5308, .6987, .7211, .7181, .7409),
            task("Task05_Prostate", "MRI-Prostate", .4716, .5064, .6843, .7593, .6848, .7597),
            task("Task03_Liver", "CT-Liver", .7169, .7247, .8339, .8498, .8455, .8613),
            task("Task07_Pancreas", "CT-Pancreas", .5010, .5329, .6762, .7310, .6952, .7507),
            task(
                "Task08_HepaticVessel",
                "CT-Hepaticvessel",
                .2452,
                .2498,
                .4169,
                .4655,
                .5419,
                .5906))
        .flatMap(List::stream)
        .toList();
  }

  /** Modes 1, 3 and 4 of one task, each without and with oracle. */
  private static List<Entry> task(String task, String data, double... values) {
    List<Entry> entries = new ArrayList<>();
    int next = 0;
    for (int mode : new int[] {1, 3, 4}) {
      entries.add(mode(data, task, mode, false, values[next++]));
      entries.add(mode(data, task, mode, true, values[next++]));
    }
    return entries;
  }

  private static Entry mode(String data, String task, int mode, boolean oracle, double value) {
    String selection = "MODE_" + mode + (oracle ? "_ORACLE" : "");
    String setting = "prompt mode " + mode + (oracle ? ", oracle" : "");
    return new Entry(
        new PublishedFigure(
            Citation.SAM_ON_MEDICAL_IMAGES, VIT_H, data, setting, Statistic.IOU_MEAN, value),
        task,
        /* clicks= */ 0,
        chosen -> chosen.name().equals(selection));
  }

  private static List<Entry> clicks() {
    return Stream.of(
            clicks(VIT_H, false, .4595, .5396, .5669, .5846, .5969, .6049, .6095, .6115, .6112),
            clicks(VIT_H, true, .5080, .5530, .5815, .6021, .6180, .6285, .6349, .6399, .6424),
            clicks(RITM, false, .1322, .3034, .4538, .5399, .5962, .6320, .6565, .6753, .6875))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Entry> clicks(String model, boolean oracle, double... values) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      int clicks = i + 1;
      String setting = "click " + clicks + (oracle ? ", oracle" : "");
      entries.add(new Entry(
          new PublishedFigure(
              Citation.SAM_ON_MEDICAL_IMAGES,
              model,
              ALL_TASKS,
              setting,
              Statistic.IOU_MEAN,
              values[i]),
          "",
          clicks,
          chosen -> chosen.usesTruth() == oracle));
    }
    return entries;
  }
}
