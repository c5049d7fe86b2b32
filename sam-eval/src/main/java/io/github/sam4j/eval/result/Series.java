// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.result;

import io.github.sam4j.eval.dataset.Dataset;

/**
 * Identifies the scores that are aggregated into one row of a table.
 *
 * @param task the data set
 * @param object {@link Dataset#FOREGROUND}, or the name of a label
 * @param protocol name of the protocol
 * @param selection name of the rule
 * @param clicks number of clicks, where a protocol adds them one by one; else 0
 */
public record Series(String task, String object, String protocol, String selection, int clicks) {
  /** Returns the same with another number of clicks. */
  public Series withClicks(int number) {
    return new Series(task, object, protocol, selection, number);
  }
}
