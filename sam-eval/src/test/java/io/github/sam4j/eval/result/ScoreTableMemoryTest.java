// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.eval.result.SliceRecord.SliceScore;
import io.github.sam4j.metrics.Overlap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ScoreTableMemoryTest {
  private static final int SERIES = 100;
  private static final int SLICES = 2000;
  private static final long MEGABYTE = 1 << 20;

  @Test
  void twoHundredThousandScoresFitIntoLittleMemory() {
    long before = used();
    ScoreTable.Builder builder = ScoreTable.builder().resamples(2);
    for (int slice = 0; slice < SLICES; slice++) {
      for (int series = 0; series < SERIES; series++) {
        builder.add(score(slice, series));
      }
    }
    long collected = used() - before;
    ScoreTable table = builder.build();
    long built = used() - before;

    assertThat(table.rows())
        .hasSize(SERIES)
        .allSatisfy(row -> assertThat(row.slices()).isEqualTo(SLICES));
    assertThat(collected).isBetween(4 * MEGABYTE, 48 * MEGABYTE);
    assertThat(built).isLessThan(64 * MEGABYTE);
    // also keeps what was measured from being collected before
    assertThat(builder.build().rows()).isEqualTo(table.rows());
  }

  /** A score whose parts are all its own, as if it had been read from a file. */
  private static SliceScore score(int slice, int series) {
    return new SliceScore(
        new SliceId("task", "case" + slice / 50, slice % 50, 50),
        new Series("task", "foreground", "automatic", "S" + series, 0),
        "+(" + slice + ", " + series + ")",
        100,
        List.of(1, 2, 3),
        0.5f,
        new Overlap(slice, series, 1 + slice, 1000),
        Map.of());
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
