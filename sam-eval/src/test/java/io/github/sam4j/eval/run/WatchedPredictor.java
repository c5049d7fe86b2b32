// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.run;

import io.github.sam4j.eval.predictor.SlicePredictor;
import io.github.sam4j.eval.predictor.SlicePredictor.PreparedSlice;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.mask.ScoredMask;
import io.github.sam4j.progress.Progress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** Counts what is prepared and what is still open, and can fail. */
final class WatchedPredictor implements SlicePredictor {
  private final SlicePredictor predictor;
  private final IntConsumer beforePrepare;
  private final AtomicInteger prepared = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger mostOpen = new AtomicInteger();
  private final AtomicInteger automatic = new AtomicInteger();

  WatchedPredictor(SlicePredictor predictor) {
    this(predictor, count -> {});
  }

  /**
   * Watches a predictor.
   *
   * @param beforePrepare hears how many slices were prepared before; may throw
   */
  WatchedPredictor(SlicePredictor predictor, IntConsumer beforePrepare) {
    this.predictor = predictor;
    this.beforePrepare = beforePrepare;
  }

  int prepared() {
    return prepared.get();
  }

  int open() {
    return open.get();
  }

  int mostOpen() {
    return mostOpen.get();
  }

  int automatic() {
    return automatic.get();
  }

  @Override
  public Map<String, String> model() {
    return predictor.model();
  }

  @Override
  public Map<String, String> environment() {
    return predictor.environment();
  }

  @Override
  public Set<Class<? extends PreparedSlice>> capabilities() {
    return predictor.capabilities();
  }

  @Override
  public PreparedSlice prepare(RgbImage image) {
    beforePrepare.accept(prepared.getAndIncrement());
    PreparedSlice slice = predictor.prepare(image);
    mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
    return new Watched(slice);
  }

  private final class Watched implements PreparedSlice.Automatic {
    private final PreparedSlice slice;
    private boolean closed;

    Watched(PreparedSlice slice) {
      this.slice = slice;
    }

    @Override
    public List<ScoredMask> automatic(Progress progress) {
      automatic.incrementAndGet();
      return slice.as(Automatic.class).automatic(progress);
    }

    @Override
    public <C extends PreparedSlice> C as(Class<C> capability) {
      return capability.equals(Automatic.class) ? capability.cast(this) : slice.as(capability);
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        open.decrementAndGet();
      }
      slice.close();
    }
  }
}
