// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProgressTest {
  /** Records the reported progress. */
  private static final class Heard implements Progress {
    private final List<Double> fractions = new ArrayList<>();
    private final List<String> steps = new ArrayList<>();
    private boolean cancelled;

    @Override
    public void update(double fraction, String step) {
      fractions.add(fraction);
      steps.add(step);
    }

    @Override
    public boolean isCancelled() {
      return cancelled;
    }
  }

  @Test
  void partIsARangeOfTheWholeUnderItsName() {
    Heard whole = new Heard();

    Progress part = whole.part(0.5, 0.75, "second");
    part.update(0, "begin");
    part.update(0.5, "middle");
    part.update(1, "end");

    assertThat(whole.fractions).containsExactly(0.5, 0.625, 0.75);
    assertThat(whole.steps).containsExactly("second: begin", "second: middle", "second: end");
  }

  @Test
  void partIsCancelledWithTheWhole() {
    Heard whole = new Heard();
    Progress part = whole.part(0, 0.5, "outer").part(0, 1, "inner");
    assertThat(part.isCancelled()).isFalse();

    whole.cancelled = true;

    assertThat(part.isCancelled()).isTrue();
  }

  /** Rounding must not move the end of a part beyond the start of the next one. */
  @Test
  void fractionsOfManyPartsNeverFallAndReachTheEndOfEach() {
    for (int parts = 1; parts <= 1021; parts++) {
      Heard whole = new Heard();
      for (int i = 0; i < parts; i++) {
        double to = (i + 1.0) / parts;
        Progress part = whole.part((double) i / parts, to, "part");
        part.update(0, "begin");
        part.update(Math.nextDown(1), "almost");
        part.update(1, "end");
        assertThat(whole.fractions.get(whole.fractions.size() - 1)).isEqualTo(to);
      }
      assertThat(whole.fractions).as("%s parts", parts).isSorted();
    }
  }

  @ParameterizedTest
  @CsvSource({"-0.1,0.5", "0.6,0.5", "0.5,1.1", "NaN,0.5", "0.5,NaN"})
  void partOutsideOfTheWholeIsRefused(double from, double to) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Progress.none().part(from, to, "part"))
        .withMessageContaining("from=" + from)
        .withMessageContaining("to=" + to);
  }

  @Test
  void emptyPartsAtTheEndsAreAllowed() {
    Heard whole = new Heard();

    whole.part(0, 0, "first").update(1, "end");
    whole.part(1, 1, "last").update(0, "begin");

    assertThat(whole.fractions).containsExactly(0.0, 1.0);
  }
}
