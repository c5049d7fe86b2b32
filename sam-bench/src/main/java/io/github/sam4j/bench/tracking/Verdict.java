// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.tracking;

/** What a comparison says about one benchmark. */
enum Verdict {
  FASTER("faster"),
  SLOWER("slower"),
  WITHIN_NOISE("within noise"),
  NOISE_UNKNOWN("noise unknown: fewer than " + RatioInterval.MIN_FORKS + " forks"),
  NEW("new"),
  GONE("gone");

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  /** Returns the verdict on an interval: the whole of it must be on one side of 1. */
  static Verdict on(RatioInterval interval) {
    if (interval.low() > 1) {
      return SLOWER;
    }
    return interval.high() < 1 ? FASTER : WITHIN_NOISE;
  }

  @Override
  public String toString() {
    return words;
  }
}
