package io.github.sam4j.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.eval.dataset.Dataset;
import io.github.sam4j.eval.protocol.SelectionRule;
import io.github.sam4j.eval.result.Series;
import io.github.sam4j.eval.result.SliceId;
import io.github.sam4j.eval.result.SliceScore;
import io.github.sam4j.metrics.Overlap;
import io.github.sam4j.metrics.selection.MaskSelection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PickTest {
  private final List<SliceId> slices = new ArrayList<>();
  private final ScoreColumns scores = new ScoreColumns(
      new Compared(
          Dataset.FOREGROUND,
          "automatic",
          SelectionRule.of(MaskSelection.bestIou()).selection(),
          false),
      slices);

  private void add(long truePositives, long falseNegatives) {
    slices.add(new SliceId("task", "case", slices.size(), 100));
    scores.add(new SliceScore(
        slices.get(slices.size() - 1),
        new Series("task", Dataset.FOREGROUND, "automatic", "BEST_IOU", 0),
        "",
        1,
        List.of(0),
        Float.NaN,
        new Overlap(truePositives, 0, falseNegatives, 0),
        Map.of()));
  }

  private List<Integer> picked(Pick.Rank rank) {
    return Pick.of(scores).stream()
        .filter(pick -> pick.rank() == rank)
        .map(pick -> pick.slice().slice())
        .toList();
  }

  @Test
  void highestMiddleAndLowestArePicked() {
    for (int dice = 0; dice <= 10; dice++) {
      add(dice, 10 - dice);
    }

    assertThat(picked(Pick.Rank.BEST)).containsExactly(10, 9, 8);
    assertThat(picked(Pick.Rank.MEDIAN)).containsExactly(6, 5, 4);
    assertThat(picked(Pick.Rank.WORST)).containsExactly(0, 1, 2);
  }

  @Test
  void largerObjectComesFirstAmongEquals() {
    for (int size = 1; size <= 5; size++) {
      add(0, size);
    }
    for (int size = 1; size <= 5; size++) {
      add(size, 0);
    }

    assertThat(picked(Pick.Rank.BEST)).containsExactly(9, 8, 7);
    assertThat(picked(Pick.Rank.WORST)).containsExactly(4, 3, 2);
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0, 0", "1, 1, 0, 0", "3, 3, 0, 0", "5, 3, 0, 2", "7, 3, 1, 3", "20, 3, 3, 3"})
  void noSliceIsPickedTwice(int slices, int best, int median, int worst) {
    for (int i = 0; i < slices; i++) {
      add(i, 20);
    }

    assertThat(picked(Pick.Rank.BEST)).hasSize(best);
    assertThat(picked(Pick.Rank.MEDIAN)).hasSize(median);
    assertThat(picked(Pick.Rank.WORST)).hasSize(worst);
    assertThat(Pick.of(scores)).extracting(Pick::slice).doesNotHaveDuplicates();
  }

  @Test
  void slicesWithoutTheObjectAreLeftOut() {
    add(0, 0);
    add(1, 0);

    assertThat(picked(Pick.Rank.BEST)).containsExactly(1);
  }
}
