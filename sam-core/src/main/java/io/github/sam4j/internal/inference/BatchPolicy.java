// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.inference;

import io.github.sam4j.device.Device;

/** The number of prompts per decoder batch and of concurrent batches. */
public enum BatchPolicy {
  /**
   * For a CPU, where few prompts fit into the caches and each worker has its own core. In
   * measurements (docs/performance.md), 1 to 8 points make no significant difference; each other
   * prompt keeps several copies of 4 MB of image tokens in flight.
   */
  PROMPTWISE(8, 4, Integer.MAX_VALUE),

  /**
   * For a GPU, which needs many prompts at once to be busy: the batch size of the reference. The
   * GPU works on one batch at a time while the other lanes convert their logits to masks. With the
   * published models, each lane takes 0.13 GB of device memory, so their number is limited.
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

  /** Returns the maximum number of prompts per decoder batch. */
  int prompts() {
    return prompts;
  }

  /** Returns the maximum number of points per batch of a lane. */
  int points() {
    return points;
  }

  /** Returns the number of lanes to open for the given number of workers. */
  int lanes(int workers) {
    return Math.min(workers, lanes);
  }
}
