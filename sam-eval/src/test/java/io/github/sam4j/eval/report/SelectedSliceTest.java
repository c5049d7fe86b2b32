// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.eval.dataset.Dataset;
import io.github.sam4j.eval.protocol.StandardProtocols;
import io.github.sam4j.eval.result.Series;
import io.github.sam4j.metrics.Overlap;
import io.github.sam4j.metrics.statistics.SliceTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SelectedSliceTest {
  private static final Series SERIES =
      new Series("task", Dataset.FOREGROUND, "automatic", "BEST_IOU", 0);

  private final List<SliceTable.Outcome> outcomes = new ArrayList<>();

  private void add(long truePositives, long falseNegatives) {
    Overlap overlap = new Overlap(truePositives, 0, falseNegatives, 0);
    outcomes.add(new SliceTable.Outcome("case", outcomes.size(), overlap, true));
  }

  private List<SelectedSlice> selected() {
    return SelectedSlice.of(
        SeriesOutcomes.of(StandardProtocols.run(), SERIES, outcomes, Map.of("case", 100)));
  }

  private List<Integer> slices(SelectedSlice.Rank rank) {
    return selected().stream()
        .filter(each -> each.rank() == rank)
        .map(each -> each.slice().slice())
        .toList();
  }

  @Test
  void highestMiddleAndLowestAreSelected() {
    for (int dice = 0; dice <= 10; dice++) {
      add(dice, 10 - dice);
    }

    assertThat(slices(SelectedSlice.Rank.BEST)).containsExactly(10, 9, 8);
    assertThat(slices(SelectedSlice.Rank.MEDIAN)).containsExactly(6, 5, 4);
    assertThat(slices(SelectedSlice.Rank.WORST)).containsExactly(0, 1, 2);
  }

  @Test
  void largerObjectComesFirstAmongEquals() {
    for (int size = 1; size <= 5; size++) {
      add(0, size);
    }
    for (int size = 1; size <= 5; size++) {
      add(size, 0);
    }

    assertThat(slices(SelectedSlice.Rank.BEST)).containsExactly(9, 8, 7);
    assertThat(slices(SelectedSlice.Rank.WORST)).containsExactly(4, 3, 2);
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0, 0", "1, 1, 0, 0", "3, 3, 0, 0", "5, 3, 0, 2", "7, 3, 1, 3", "20, 3, 3, 3"})
  void noSliceIsSelectedTwice(int slices, int best, int median, int worst) {
    for (int i = 0; i < slices; i++) {
      add(i, 20);
    }

    assertThat(slices(SelectedSlice.Rank.BEST)).hasSize(best);
    assertThat(slices(SelectedSlice.Rank.MEDIAN)).hasSize(median);
    assertThat(slices(SelectedSlice.Rank.WORST)).hasSize(worst);
    assertThat(selected()).extracting(SelectedSlice::slice).doesNotHaveDuplicates();
  }
}
