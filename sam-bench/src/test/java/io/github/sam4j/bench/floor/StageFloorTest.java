// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.sam4j.bench.floor.MachinePeak.MemorySpeed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StageFloorTest {
  /** A GFLOP takes a second, a MB a millisecond, or half of one where all is below a MB. */
  private static final MachinePeak PEAK =
      new MachinePeak(1e9, List.of(new MemorySpeed(1_000_000, 1e9), new MemorySpeed(1000, 2e9)));

  private static final OperatorRun PRODUCT = new OperatorRun(
      "MatMul",
      List.of(List.of(100L, 50L), List.of(50L, 1000L)),
      List.of(List.of(100L, 1000L)),
      200_000,
      20_000,
      400_000);
  private static final OperatorRun PASS = new OperatorRun(
      "Gelu", List.of(List.of(1_000_000L)), List.of(List.of(1_000_000L)), 0, 4_000_000, 4_000_000);

  @Test
  void everyOperatorTakesTheLargerOfItsTwoTimes() {
    StageFloor floor = StageFloor.of(List.of(new ModelRun(50, List.of(PRODUCT, PASS))), PEAK);

    assertThat(floor.gigaflops()).isCloseTo(0.01, within(1e-12));
    assertThat(floor.megabytes()).isCloseTo(8.62, within(1e-12));
    assertThat(floor.flopsMillis()).isCloseTo(10, within(1e-9));
    assertThat(floor.bytesMillis()).isCloseTo(8.31, within(1e-9));
    assertThat(floor.millis()).isCloseTo(18, within(1e-9));
    assertThat(floor.percent()).isCloseTo(36, within(1e-9));
    assertThat(floor.uncounted()).isEmpty();
  }

  @Test
  void timeIsTheMedianAndWorkThatOfTheLastRun() {
    StageFloor odd = StageFloor.of(
        List.of(
            new ModelRun(9, List.of(PASS)),
            new ModelRun(1, List.of(PASS)),
            new ModelRun(2, List.of())),
        PEAK);
    StageFloor even =
        StageFloor.of(List.of(new ModelRun(3, List.of()), new ModelRun(1, List.of())), PEAK);

    assertThat(odd.measuredMillis()).isEqualTo(2);
    assertThat(odd.megabytes()).isZero();
    assertThat(even.measuredMillis()).isEqualTo(2);
  }

  @Test
  void smallArraysAreNoSlowerThanLargeOnes() {
    MachinePeak peak = new MachinePeak(
        1, List.of(new MemorySpeed(10, 5), new MemorySpeed(100, 20), new MemorySpeed(1000, 10)));

    assertThat(peak.millisOfBytes(1)).isCloseTo(50, within(1e-9));
    assertThat(peak.millisOfBytes(999)).isCloseTo(1e3 * 999 / 20, within(1e-9));
    assertThat(peak.millisOfBytes(1000)).isCloseTo(1e5, within(1e-9));
    assertThat(peak.memoryBytesPerSecond()).isEqualTo(10);
  }

  @Test
  void tableHasOneRowPerStageAndSaysWhatIsMissing() {
    OperatorRun unknown = new OperatorRun("Einsum", List.of(), List.of(), 0, 1000, 1000);
    StageFloor floor =
        StageFloor.of(List.of(new ModelRun(50, List.of(PRODUCT, PASS, unknown, unknown))), PEAK);

    List<String> lines = FloorTable.of(Map.of(new Stage("encoder", "e", false), floor));

    assertThat(lines)
        .contains("| encoder | 0.0100 | 8.62 | 10.0 | 8.31 | 18.0 | 50.0 | 36 % |")
        .contains("Not counted in encoder: 2 × Einsum.");
  }

  @Test
  void withoutRunsThereIsNoFloor() {
    assertThatThrownBy(() -> StageFloor.of(List.of(), PEAK))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found none");
    assertThatThrownBy(() -> new MachinePeak(1, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
