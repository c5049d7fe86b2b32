// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.image.Spacing;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.metrics.EmptyPolicy.Answer;
import io.github.sam4j.metrics.instance.InstanceMatching;
import io.github.sam4j.metrics.simulation.BoxJitter;
import io.github.sam4j.metrics.statistics.Bootstrap;
import io.github.sam4j.metrics.statistics.SliceTable;
import io.github.sam4j.metrics.statistics.WilcoxonSignedRank;
import io.github.sam4j.metrics.surface.SurfaceComparison;
import io.github.sam4j.metrics.surface.SurfaceConvention;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Values that store a reference reject null on creation, naming the parameter. */
@SuppressWarnings("NullAway") // passes null on purpose
final class NullArgumentsTest {
  private static final Mask MASK = Mask.of(2, 2, (x, y) -> x == y);

  @Test
  void nullIsRejectedWithTheNameOfTheParameter() {
    SurfaceComparison surfaces = SurfaceComparison.between(MASK, MASK, Spacing.UNIT);
    double[] scores = {0.5};

    assertRejected("predictionEmpty", () -> new EmptyPolicy(Answer.BEST, Answer.BEST, null));
    assertRejected("threshold", () -> new InstanceMatching(null, List.of(), 0, 0));
    assertRejected("model", () -> new BoxJitter(null, 0));
    assertRejected("method", () -> new Bootstrap(null, 0.95, 100, 1));
    assertRejected("volume", () -> new SliceTable.Outcome(null, 0, Overlap.NONE, false));
    assertRejected("overlap", () -> new SliceTable.Outcome("a", 0, null, false));
    assertRejected("alternative", () -> WilcoxonSignedRank.of(scores, scores, null));
    assertRejected("spacing", () -> SurfaceComparison.between(MASK, MASK, null));
    assertRejected("convention", () -> surfaces.distances(null));
    assertRejected("policy", () -> surfaces.distances(SurfaceConvention.DEFAULT, null));
  }

  private static void assertRejected(String parameter, ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(NullPointerException.class).hasMessage(parameter);
  }
}
