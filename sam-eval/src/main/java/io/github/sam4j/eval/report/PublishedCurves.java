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
  /** Where they all are from. */
  static final String SOURCE = Citation.SAM_ON_MEDICAL_IMAGES.identifier();

  private PublishedCurves() {}

  /** Returns mean IoU by number of clicks, by what tells the curve from others. */
  static Map<String, SortedMap<Integer, Double>> beside(
      List<ClickCurve> curves, RunDescription run) {
    Map<String, SortedMap<Integer, Double>> published = new LinkedHashMap<>();
    for (ClickCurve curve : curves) {
      for (ClickCurve.Point point : curve.points()) {
        Series last = curve.series();
        Series series = new Series(
            last.task(), last.object(), last.protocol(), last.selection(), point.clicks());
        for (PublishedFigure figure : PublishedFigures.beside(series, run)) {
          if (figure.statistic() == PublishedFigure.Statistic.IOU_MEAN) {
            String name = "published: " + figure.model() + " · "
                + Selections.marked(run.selection(last)) + ", " + figure.data();
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
