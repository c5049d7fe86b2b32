package io.github.sam4j.eval.report;

import io.github.sam4j.eval.result.PublishedFigure;
import io.github.sam4j.eval.result.ScoreTable.ClickCurve;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Mean IoU by number of clicks. */
final class ClickPlot {
  private ClickPlot() {}

  /** Returns the plot of an object that has at least one curve. */
  static Figure of(ObjectScores scores) {
    List<ClickCurve> curves = scores.clickCurves();
    List<ClickCurve> shown = curves.stream().limit(Ink.SERIES).toList();
    int most = curves.stream().mapToInt(curve -> curve.points().size()).max().orElse(1);
    Map<String, SortedMap<Integer, Double>> published = PublishedCurves.beside(shown, scores.run());
    int top = Legend.height(shown.size() + published.size());
    Plot.Frame frame = new Plot.Frame(520, top + 240 + 44, top, 20, 44, 44, 0.5, most + 0.5, 0, 1);
    Plot plot = new Plot(frame).markerSize(7).scoreTicksY().yTitle("Mean IoU");
    for (int clicks = 1; clicks <= most; clicks++) {
      plot.xTick(clicks, Integer.toString(clicks));
    }
    plot.xTitle("Clicks");
    NumberTable numbers = new NumberTable(
        2,
        List.of("Protocol", "Selection", "Clicks", "Slices", "Clicked", "Mean IoU", "Mean Dice"));
    for (int i = 0; i < shown.size(); i++) {
      double[] xs =
          shown.get(i).points().stream().mapToDouble(ClickCurve.Point::clicks).toArray();
      double[] ys =
          shown.get(i).points().stream().mapToDouble(ClickCurve.Point::iou).toArray();
      plot.line(Ink.series(i), 2, i, xs, ys);
      plot.points(Ink.series(i), 255, i, xs, ys);
    }
    int dash = 1;
    for (SortedMap<Integer, Double> curve : published.values()) {
      double[] xs = curve.keySet().stream().mapToDouble(clicks -> clicks).toArray();
      double[] ys = curve.values().stream().mapToDouble(iou -> iou).toArray();
      plot.line(Ink.MUTED, 1.4, dash++, xs, ys);
    }
    for (ClickCurve curve : curves) {
      for (ClickCurve.Point point : curve.points()) {
        numbers.row(List.of(
            curve.series().protocol(),
            scores.marked(curve.series()),
            Integer.toString(point.clicks()),
            Numbers.count(curve.samples()),
            Numbers.count(point.clicked()),
            Numbers.score(point.iou()),
            Numbers.score(point.dice())));
      }
    }
    published.forEach((name, curve) -> curve.forEach((clicks, iou) -> numbers.row(List.of(
        PublishedCurves.SOURCE,
        name,
        Integer.toString(clicks),
        Numbers.NONE,
        Numbers.NONE,
        Numbers.score(iou),
        Numbers.NONE))));
    Legend.addTo(
        plot,
        frame,
        shown.stream()
            .map(curve -> curve.series().protocol() + " · " + scores.marked(curve.series()))
            .toList(),
        /* lined= */ true,
        List.copyOf(published.keySet()));
    String note = "Mean over the slices that show the object. Where clicks ended early, the last "
        + "prediction stands.";
    if (!published.isEmpty()) {
      note += " Grey: " + PublishedFigure.LABEL + " (" + PublishedCurves.SOURCE + ").";
    }
    if (curves.size() > shown.size()) {
      note += " The first " + shown.size() + " of " + curves.size()
          + " curves are drawn; all are in the table.";
    }
    return new Figure(
        "Score by number of clicks",
        plot.svg("Mean IoU of " + scores.name() + " after 1 to " + most + " clicks"),
        note,
        numbers,
        /* wide= */ false);
  }
}
