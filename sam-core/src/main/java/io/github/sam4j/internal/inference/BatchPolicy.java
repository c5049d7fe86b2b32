// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.inference;

import io.github.sam4j.device.Device;

/** How many prompts the decoder works on at once, and how many batches side by side. */
public enum BatchPolicy {
  /**
   * For a CPU, where few prompts stay in the caches and each worker has a core of its own: measured
   * (docs/performance.md), 1 to 8 points make no difference beyond the noise; of other prompts each
   * keeps 4 MB of image tokens in flight several times over.
   */
  PROMPTWISE(8, 4, Integer.MAX_VALUE),

  /**
   * For a GPU, which many prompts at once keep busy: the reference's batch. The GPU works on one
   * batch at a time; the other lanes make masks of what it has drawn for them. Each keeps 0.13 GB
   * of the device for the points of a published SAM meanwhile, so there are only so many.
   */
  BATCHED(64, 64, 8);

  private final int prompts;
  private final int points;
  private final int lanes;

  BatchPolicy(int prompts, int points, int lanes) {
    this.prompts = prompts;
    this.points = points;
    this.lanes = lanes;
  }

  /** Returns the policy that suits a device. */
  public static BatchPolicy of(Device device) {
    return device.isGpu() ? BATCHED : PROMPTWISE;
  }

  /** Returns the most prompts that should go through the decoder at once. */
  int prompts() {
    return prompts;
  }

  /** Returns the most points that should go through a lane at once. */
  int points() {
    return points;
  }

  /** Returns how many lanes should be open at once where so many workers could have one. */
  int lanes(int workers) {
    return Math.min(workers, lanes);
  }
}
