// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.model.registry;

import io.github.sam4j.progress.Progress;

/** Passes progress on without ever falling, also when work starts over. */
final class RisingProgress implements Progress {
  private final Progress listener;
  private double highest;

  RisingProgress(Progress listener) {
    this.listener = listener;
  }

  @Override
  public void update(double fraction, String step) {
    highest = Math.max(highest, fraction);
    listener.update(highest, step);
  }

  @Override
  public boolean isCancelled() {
    return listener.isCancelled();
  }
}
