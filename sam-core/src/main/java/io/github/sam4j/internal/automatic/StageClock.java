// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.automatic;

import io.github.sam4j.automatic.CandidatePool;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Adds up the time of each stage over all threads. */
final class StageClock {
  /** A stage of running points. */
  enum Stage {
    ENCODER,
    IMAGE_TERMS,
    TRANSFORMER,
    UPSCALING,
    MASKS
  }

  private final long start = System.nanoTime();
  private final Map<Stage, LongAdder> nanos = new EnumMap<>(Stage.class);

  StageClock() {
    for (Stage stage : Stage.values()) {
      nanos.put(stage, new LongAdder());
    }
  }

  /** Does a task and adds its time to a stage. */
  <T> T time(Stage stage, Supplier<T> task) {
    long before = System.nanoTime();
    try {
      return task.get();
    } finally {
      adder(stage).add(System.nanoTime() - before);
    }
  }

  /** Does a task within a stage that is being timed, and adds its time to another stage instead. */
  <T> T timeInside(Stage outer, Stage inner, Supplier<T> task) {
    long before = System.nanoTime();
    try {
      return task.get();
    } finally {
      long passed = System.nanoTime() - before;
      adder(inner).add(passed);
      adder(outer).add(-passed);
    }
  }

  /** Returns the sums, and the time since this clock was made. */
  CandidatePool.Times times(int workers) {
    return new CandidatePool.Times(
        Duration.ofNanos(System.nanoTime() - start),
        workers,
        total(Stage.ENCODER),
        total(Stage.IMAGE_TERMS),
        total(Stage.TRANSFORMER),
        total(Stage.UPSCALING),
        total(Stage.MASKS));
  }

  private Duration total(Stage stage) {
    return Duration.ofNanos(adder(stage).sum());
  }

  private LongAdder adder(Stage stage) {
    return Objects.requireNonNull(nanos.get(stage));
  }
}
