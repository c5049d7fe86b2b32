// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.eval.dataset.CaseReader;
import io.github.sam4j.eval.dataset.Dataset;
import io.github.sam4j.eval.predictor.SlicePredictor.PreparedSlice;
import io.github.sam4j.eval.predictor.StubPredictor;
import io.github.sam4j.eval.protocol.AutomaticProtocol;
import io.github.sam4j.eval.protocol.Protocol;
import io.github.sam4j.eval.protocol.Protocol.SliceObject;
import io.github.sam4j.eval.protocol.Protocol.Trial;
import io.github.sam4j.eval.protocol.ScoreKey;
import io.github.sam4j.eval.protocol.SelectionRule;
import io.github.sam4j.eval.report.HtmlReport;
import io.github.sam4j.eval.report.ResultFiles;
import io.github.sam4j.eval.result.RunResult;
import io.github.sam4j.io.volume.Axis;
import io.github.sam4j.metrics.EmptyPolicy.Scale;
import io.github.sam4j.metrics.Overlap;
import io.github.sam4j.metrics.selection.MaskSelection;
import io.github.sam4j.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What tables and reports say of rules and metrics that a user brings. */
final class OwnRulesTest {
  private static final SelectionRule BEST_GUESS = SelectionRule.of(
          "BEST_GUESS", pool -> pool.isEmpty() ? List.of() : List.of(0))
      .alwaysChoosing();

  private static final SelectionRule PRECISE = SelectionRule.oracle(
      "PRECISE",
      (truth, pool) -> IntStream.range(0, pool.size())
          .filter(i -> Overlap.between(truth, pool.get(i).mask()).precision() > 0.9)
          .boxed()
          .toList());

  @TempDir
  private Path folder;

  private Dataset balls;

  @BeforeEach
  void makeData() throws IOException {
    balls = Balls.write(folder, 1, 7);
  }

  private RunResult run(SelectionRule... own) throws IOException {
    List<SelectionRule> rules = new ArrayList<>(List.of(own));
    MaskSelection.paper().forEach(selection -> rules.add(SelectionRule.of(selection)));
    return Evaluation.of(List.of(new AutomaticProtocol(rules)))
        .run(
            StubPredictor.perfect(),
            List.of(balls),
            folder.resolve("journal" + own.length + ".jsonl"),
            Progress.none());
  }

  private String report(RunResult result) throws IOException {
    Path report = folder.resolve("report.html");
    HtmlReport.write(
        result, new DatasetImages(CaseReader.of(Axis.THROUGH_PLANE), List.of(balls))::read, report);
    return Files.readString(report);
  }

  @Test
  void onlyRulesThatUseTheTruthAreMarked() throws IOException {
    assertThat(report(run(BEST_GUESS, PRECISE)))
        .contains("PRECISE †", "BEST_IOU †", ">BEST_GUESS<")
        .contains("selections named PRECISE, BEST_IOU, IOU_GT_025_UNION or IOU_GT_050_UNION are")
        .doesNotContain("BEST_GUESS †");
  }

  @Test
  void textNamesRulesThatUseTheTruth() throws IOException {
    ResultFiles.write(run(BEST_GUESS, PRECISE), folder, false);
    assertThat(folder.resolve("table.md"))
        .content()
        .contains("Selections named PRECISE, BEST_IOU, ");

    ResultFiles.write(run(), folder, false);
    assertThat(folder.resolve("table.md"))
        .content()
        .contains("Selections named BEST, IOU_GT, ALL_INTERSECTING or ORACLE choose");
  }

  /** Automatic masks with one more metric, of which every value is 2.5. */
  private record WithMetric(ScoreKey key, Protocol protocol) implements Protocol {
    WithMetric(ScoreKey key) {
      this(key, AutomaticProtocol.of(List.of(MaskSelection.bestIou())));
    }

    @Override
    public String name() {
      return "with-metric";
    }

    @Override
    public Map<String, String> options() {
      return protocol.options();
    }

    @Override
    public List<Class<? extends PreparedSlice>> needs() {
      return protocol.needs();
    }

    @Override
    public List<Selection> selections() {
      return protocol.selections();
    }

    @Override
    public List<ScoreKey> scores() {
      return List.of(key);
    }

    @Override
    public List<Trial> run(PreparedSlice slice, SliceObject object, Progress progress) {
      return protocol.run(slice, object, progress).stream()
          .map(trial -> new Trial(
              trial.clicks(),
              trial.prompt(),
              trial.pool(),
              trial.choices().stream()
                  .map(choice -> new Trial.Choice(
                      choice.selection(), choice.indices(), choice.mask(), Map.of(key, 2.5)))
                  .toList()))
          .toList();
    }
  }

  @Test
  void ownMetricHasItsColumnsEverywhere() throws IOException {
    ScoreKey areaError = new ScoreKey("area_error", "area error", "mm2", Optional.of(Scale.ERROR));
    RunResult result = Evaluation.of(List.of(new WithMetric(areaError)))
        .run(
            StubPredictor.half(), List.of(balls), folder.resolve("journal.jsonl"), Progress.none());
    ResultFiles.write(result, folder, false);

    assertThat(Files.readAllLines(folder.resolve("slices.csv")))
        .first()
        .asString()
        .endsWith(",iou,surface_dice,area_error,detected");
    assertThat(Files.readAllLines(folder.resolve("slices.csv")).get(1)).contains(",,2.5,");
    assertThat(Files.readAllLines(folder.resolve("table.csv")))
        .first()
        .asString()
        .contains(",surface_dice_median,area_error_slices,area_error_mean,");
    assertThat(folder.resolve("run.json")).content().contains("\"area_error_mean\" : 2.5");
    assertThat(folder.resolve("table.md")).content().contains(" area error, mm2 |", " 2.50 |");
    assertThat(report(result)).contains("Area error, mm2 mean", ">2.500<");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dice", "tp", "detected", "dice_pos"})
  void metricOfTheNameOfAColumnIsRefusedBeforeTheRun(String name) {
    ScoreKey key = new ScoreKey(name, name, "", Optional.empty());
    Path journal = folder.resolve("journal.jsonl");

    assertThatThrownBy(() -> Evaluation.of(List.of(new WithMetric(key)))
            .run(StubPredictor.half(), List.of(balls), journal, Progress.none()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("second column");
    assertThat(journal).doesNotExist();
  }

  @Test
  void detectionIsLeftOutForRulesThatAlwaysChoose() throws IOException {
    String html = report(run(BEST_GUESS, PRECISE));

    assertThat(html)
        .containsPattern("BEST_GUESS</bdi></th><td class=\"number\">\\d+</td><td[^>]*>–</td>")
        .containsPattern("PRECISE †</bdi></th><td class=\"number\">\\d+</td><td[^>]*>100 %</td>");
  }
}
