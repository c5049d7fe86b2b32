// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.eval.dataset.Dataset;
import io.github.sam4j.eval.protocol.StandardProtocols;
import io.github.sam4j.eval.result.ScoreTable;
import io.github.sam4j.eval.result.ScoreTable.ClickCurve;
import io.github.sam4j.eval.result.Series;
import io.github.sam4j.eval.result.SliceId;
import io.github.sam4j.eval.result.SliceRecord.SliceScore;
import io.github.sam4j.metrics.Overlap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PublishedTest {
  private static SliceScore score(
      String object, String protocol, String selection, int truePositives) {
    return new SliceScore(
        new SliceId("Task09_Spleen", "case", 0, 1),
        new Series("Task09_Spleen", object, protocol, selection, 0),
        "",
        1,
        List.of(0),
        Float.NaN,
        new Overlap(truePositives, 0, 10 - truePositives, 0),
        Map.of());
  }

  private static String table(SliceScore... scores) {
    Html html = new Html();
    PublishedTable.addTo(html, ScoreTable.of(List.of(scores)).rows(), StandardProtocols.run());
    return html.toString();
  }

  @Test
  void figureStandsOnceBesideEverySelectionThatItMayMean() {
    String table = table(
        score(Dataset.FOREGROUND, "automatic", "BEST_IOU", 10),
        score(Dataset.FOREGROUND, "automatic", "ALL_UNION", 0));

    assertThat(table)
        .contains(PublishedFigure.LABEL, "arXiv 2312.12880", ">BEST_IOU †<", ">ALL_UNION<")
        .containsOnlyOnce("0.893")
        .contains(">0.893</td><td class=\"number\">1.000</td><td class=\"number\">0.000<");
  }

  @Test
  void figureOfOneSelectionNamesIt() {
    String table = table(score(Dataset.FOREGROUND, "mazurowski", "MODE_1_ORACLE", 10));

    assertThat(table).contains("prompt mode 1, oracle", ">1.000<", ">MODE_1_ORACLE †<");
  }

  @Test
  void labelsHaveNoPublishedFigures() {
    assertThat(table(score("spleen", "automatic", "BEST_IOU", 10))).isEmpty();
  }

  @Test
  void curvesOfClicksAreThoseOfTheSameSelection() {
    List<ClickCurve.Point> points =
        List.of(new ClickCurve.Point(1, 4, 0.5, 0.4), new ClickCurve.Point(2, 4, 0.6, 0.5));

    var published = ClickPlot.published(
        List.of(new ClickCurve(
            new Series("task", Dataset.FOREGROUND, "clicks", "CLICKS", 2), 4, points)),
        StandardProtocols.run());

    assertThat(published).hasSize(2);
    assertThat(published.values()).allSatisfy(curve -> assertThat(curve).containsOnlyKeys(1, 2));
    assertThat(published.keySet()).allMatch(name -> name.startsWith("published: "));
  }
}
