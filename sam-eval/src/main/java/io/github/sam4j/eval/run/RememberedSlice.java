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
      known = slice.as(Automatic.class).automatic(progress);
      masks = known;
    }
    return known;
  }

  @Override
  public <C extends PreparedSlice> C as(Class<C> capability) {
    return capability.equals(Automatic.class) ? capability.cast(this) : slice.as(capability);
  }

  @Override
  public void close() {
    slice.close();
  }
}
