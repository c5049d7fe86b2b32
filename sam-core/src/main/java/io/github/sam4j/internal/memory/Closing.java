// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs clean-up steps, all of them even if some fail. */
public final class Closing {
  private Closing() {}

  /**
   * Runs all steps in order. The first failure is thrown after the last step, with later ones
   * suppressed in it.
   */
  public static void all(Runnable... steps) {
    inTurn(Arrays.asList(steps));
  }

  /** Applies a step to each element, as {@link #all} does. */
  public static <T> void each(Collection<T> things, Consumer<? super T> step) {
    List<Runnable> steps = new ArrayList<>(things.size());
    things.forEach(thing -> steps.add(() -> step.accept(thing)));
    inTurn(steps);
  }

  /** Runs all steps after a failure; failures of the steps are added to it as suppressed. */
  public static void after(Throwable failure, Runnable... steps) {
    try {
      all(steps);
    } catch (RuntimeException | Error e) {
      suppress(failure, e);
    }
  }

  private static void inTurn(List<Runnable> steps) {
    @Nullable Throwable first = null;
    for (Runnable step : steps) {
      try {
        step.run();
      } catch (RuntimeException | Error e) {
        if (first == null) {
          first = e;
        } else {
          suppress(first, e);
        }
      }
    }
    if (first instanceof Error error) {
      throw error;
    }
    if (first instanceof RuntimeException problem) {
      throw problem;
    }
  }

  private static void suppress(Throwable failure, Throwable later) {
    // an exception cannot suppress itself
    if (!later.equals(failure)) {
      failure.addSuppressed(later);
    }
  }
}
