// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import io.github.sam4j.eval.protocol.Citation;
import io.github.sam4j.eval.result.PublishedFigure;
import io.github.sam4j.eval.result.PublishedFigures;
import io.github.sam4j.eval.result.RunDescription;
import io.github.sam4j.eval.result.ScoreTable.ClickCurve;
import io.github.sam4j.eval.result.Series;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Curves of papers that belong to curves of a run. */
final class PublishedCurves {
  /** The paper that all of them are from. */
  static final String SOURCE = Citation.SAM_ON_MEDICAL_IMAGES.identifier();

  private PublishedCurves() {}

  /** Returns mean IoU by number of clicks, by the name of the curve. */
  static Map<String, SortedMap<Integer, Double>> beside(
      List<ClickCurve> curves, RunDescription run) {
    Map<String, SortedMap<Integer, Double>> published = new LinkedHashMap<>();
    for (ClickCurve curve : curves) {
      for (ClickCurve.Point point : curve.points()) {
        Series series = curve.series().withClicks(point.clicks());
        for (PublishedFigure figure : PublishedFigures.beside(series, run)) {
          if (figure.statistic() == PublishedFigure.Statistic.IOU_MEAN) {
            String name = "published: " + figure.model() + " · "
                + Selections.marked(run.selection(series)) + ", " + figure.data();
            published
                .computeIfAbsent(name, key -> new TreeMap<>())
                .put(point.clicks(), figure.value());
          }
        }
      }
    }
    return published;
  }
}
