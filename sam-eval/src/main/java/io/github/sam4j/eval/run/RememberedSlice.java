// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.run;

import io.github.sam4j.eval.predictor.SlicePredictor.PreparedSlice;
import io.github.sam4j.mask.ScoredMask;
import io.github.sam4j.progress.Progress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Remembers the automatic masks of a slice: they are the same for all of its objects. */
final class RememberedSlice implements PreparedSlice.Automatic {
  private final PreparedSlice slice;
  private @Nullable List<ScoredMask> masks;

  RememberedSlice(PreparedSlice slice) {
    this.slice = slice;
  }

  @Override
  public List<ScoredMask> automatic(Progress progress) {
    List<ScoredMask> known = masks;
    if (known == null) {
      known = List.copyOf(slice.as(Automatic.class).automatic(progress));
      masks = known;
    }
    return known;
  }

  @Override
  public <C extends PreparedSlice> C as(Class<C> capability) {
    return capability.equals(Automatic.class) ? capability.cast(this) : slice.as(capability);
  }

  /** Returns the slice for a protocol: only what it needs is offered, as only that is recorded. */
  PreparedSlice offering(List<Class<? extends PreparedSlice>> needs) {
    RememberedSlice all = this;
    return new PreparedSlice() {
      @Override
      public <C extends PreparedSlice> C as(Class<C> capability) {
        if (!needs.contains(capability)) {
          throw new IllegalStateException(
              "expected a capability that the protocol needs, got " + capability.getSimpleName());
        }
        return all.as(capability);
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void close() {
    slice.close();
  }
}
