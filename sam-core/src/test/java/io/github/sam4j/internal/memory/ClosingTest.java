// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ClosingTest {
  private final List<String> events = new ArrayList<>();

  private Runnable fine(String name) {
    return () -> events.add(name);
  }

  private Runnable failing(String name, RuntimeException failure) {
    return () -> {
      events.add(name);
      throw failure;
    };
  }

  @Test
  void allStepsAreTakenInTheirOrder() {
    Closing.all(fine("a"), fine("b"), fine("c"));

    assertThat(events).containsExactly("a", "b", "c");
  }

  @Test
  void theFirstFailureIsThrownAfterTheLastStepAndTheOthersAreSuppressed() {
    RuntimeException first = new IllegalStateException("first");
    RuntimeException second = new IllegalArgumentException("second");

    assertThatThrownBy(() -> Closing.all(
            fine("a"), failing("b", first), failing("c", second), failing("d", first), fine("e")))
        .isSameAs(first)
        .hasSuppressedException(second);

    assertThat(events).containsExactly("a", "b", "c", "d", "e");
    assertThat(first.getSuppressed()).hasSize(1);
  }

  @Test
  void eachIsClosedThoughOneFails() {
    assertThatThrownBy(() -> Closing.each(List.of("a", "b", "c"), name -> {
          events.add(name);
          if (name.equals("a")) {
            throw new StackOverflowError("deep");
          }
        }))
        .isInstanceOf(StackOverflowError.class);

    assertThat(events).containsExactly("a", "b", "c");
  }

  @Test
  void afterAFailureThatOneStaysTheReason() {
    Throwable reason = new IllegalStateException("reason");
    RuntimeException later = new IllegalArgumentException("later");

    Closing.after(reason, failing("a", later), fine("b"));

    assertThat(events).containsExactly("a", "b");
    assertThat(reason.getSuppressed()).containsExactly(later);
  }
}
