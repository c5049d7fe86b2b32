// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.sam4j.eval.dataset.Dataset;
import io.github.sam4j.eval.protocol.Citation;
import io.github.sam4j.eval.protocol.StandardProtocols;
import io.github.sam4j.eval.report.PublishedFigure.Statistic;
import io.github.sam4j.eval.result.Series;
import io.github.sam4j.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PublishedFiguresTest {
  private static List<PublishedFigure> beside(
      String task, String protocol, String selection, int clicks) {
    return PublishedFigures.beside(
        new Series(task, Dataset.FOREGROUND, protocol, selection, clicks), StandardProtocols.run());
  }

  @Test
  void everyKnownNumberIsThere() {
    // six of the paper on radiology; five modes, with and without oracle; of seven tasks three
    // modes each; nine clicks of SAM, of SAM with oracle, and of RITM
    assertThat(PublishedFigures.all()).hasSize(6 + 5 * 2 + 7 * 3 * 2 + 3 * 9);
    assertThat(PublishedFigures.all())
        .allSatisfy(figure -> assertThat(figure.value()).isBetween(0.04, 1.0));
  }

  @Test
  void numbersOfPromptsAreThoseOfTheNotes() throws IOException {
    String notes = Files.readString(SharedData.require("reference/evaluation-protocols.md"));
    int from = notes.indexOf("Mean IoU over 28 tasks");
    List<Double> known = Pattern.compile("\\.(\\d{4})\\b")
        .matcher(notes.substring(from, notes.indexOf("## 3.")))
        .results()
        .map(match -> Integer.parseInt(match.group(1)) / 1e4)
        .toList();

    assertThat(PublishedFigures.all().stream()
            .filter(figure -> figure.source().equals(Citation.SAM_ON_MEDICAL_IMAGES))
            .map(PublishedFigure::value))
        .containsExactlyInAnyOrderElementsOf(known);
  }

  @ParameterizedTest
  @CsvSource({
    "Task02_Heart, MODE_1, 0.5731",
    "Task02_Heart, MODE_3_ORACLE, 0.7669",
    "Task10_Colon, MODE_3, 0.6987",
    "Task05_Prostate, MODE_4, 0.6848",
    "Task03_Liver, MODE_1_ORACLE, 0.7247",
    "Task07_Pancreas, MODE_4_ORACLE, 0.7507",
    "Task08_HepaticVessel, MODE_4, 0.5419"
  })
  void promptModesOfATaskStandBesideIt(String task, String selection, double value) {
    assertThat(beside(task, "mazurowski", selection, 0))
        .filteredOn(figure -> !figure.data().startsWith("mean"))
        .extracting(PublishedFigure::value)
        .containsExactly(value);
  }

  @Test
  void meanOfTheLeftAtriumStandsBesideItsThresholdOnly() {
    assertThat(beside("Task02_Heart", "automatic", "IOU_GT_025_UNION", 0))
        .extracting(PublishedFigure::statistic, PublishedFigure::value)
        .contains(tuple(Statistic.DICE_MEAN, 0.65));
    assertThat(beside("Task02_Heart", "automatic", "IOU_GT_025_BEST", 0))
        .extracting(PublishedFigure::statistic)
        .contains(Statistic.DICE_MEAN);
    assertThat(beside("Task02_Heart", "automatic", "BEST_IOU", 0))
        .extracting(PublishedFigure::statistic)
        .containsExactly(Statistic.DICE_POS_MEDIAN);
  }

  @ParameterizedTest
  @CsvSource({
    "Task09_Spleen, DICE_MEDIAN, 0.893",
    "Task09_Spleen, DICE_POS_MEDIAN, 0.95",
    "Task10_Colon, DICE_MEAN, 0.042",
    "Task05_Prostate, DICE_MEDIAN, 0.057"
  })
  void numbersOfUnknownSelectionStandBesideAllFour(String task, Statistic statistic, double value) {
    for (String selection :
        List.of("ALL_UNION", "BEST_IOU", "IOU_GT_025_UNION", "IOU_GT_050_UNION")) {
      assertThat(beside(task, "automatic", selection, 0))
          .extracting(PublishedFigure::statistic, PublishedFigure::value)
          .contains(tuple(statistic, value));
    }
    assertThat(beside(task, "automatic", "FIRST_CANDIDATE", 0)).isEmpty();
    assertThat(beside(task, "seeded", "SEEDED_BEST_IOU", 0)).isEmpty();
  }

  @Test
  void promptModesStandBesideTheirOrganAndTheMeanOfAllTasks() {
    assertThat(beside("Task09_Spleen", "mazurowski", "MODE_4_ORACLE", 0))
        .extracting(PublishedFigure::data, PublishedFigure::value)
        .containsExactlyInAnyOrder(tuple("mean over 28 tasks", 0.7438), tuple("CT-Spleen", 0.8977));
    assertThat(beside("Task04_Hippocampus", "mazurowski", "MODE_5", 0))
        .extracting(PublishedFigure::data, PublishedFigure::value)
        .containsExactly(tuple("mean over 28 tasks", 0.5829));
  }

  @Test
  void clicksStandBesideTheirNumber() {
    assertThat(beside("any", "clicks", "CLICKS", 9))
        .extracting(PublishedFigure::model, PublishedFigure::value)
        .containsExactlyInAnyOrder(tuple("SAM ViT-H", 0.6112), tuple("RITM", 0.6875));
    assertThat(beside("any", "clicks", "CLICKS_ORACLE", 2))
        .extracting(PublishedFigure::value)
        .containsExactly(0.5530);
    assertThat(beside("any", "clicks", "CLICKS", 10)).isEmpty();
  }

  @Test
  void singleLabelsHaveNothingBesideThem() {
    assertThat(PublishedFigures.beside(
            new Series("Task03_Liver", "cancer", "mazurowski", "MODE_1", 0),
            StandardProtocols.run()))
        .isEmpty();
  }
}
