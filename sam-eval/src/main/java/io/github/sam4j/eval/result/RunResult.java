// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.result;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * The results of a finished run. Slices are read again on each pass, so that a run of any length
 * needs no memory for their masks.
 */
public interface RunResult {
  /** Returns the description of the run. */
  RunDescription description();

  /**
   * Returns files that the data sets list or hold but that weren't used, each with the reason, for
   * people.
   */
  List<String> skipped();

  /**
   * Returns the labels that differ from those that data sets name, once per data set and kind, in
   * the order of the data sets; the same ones after a run was resumed.
   */
  default List<LabelWarning> warnings() {
    return List.of();
  }

  /**
   * Returns the scores of volumes in three dimensions, in the order of the data sets; none unless
   * the run computes them. A volume with a slice that failed has none.
   *
   * @throws IOException if the journal can't be read
   */
  default List<VolumeRecord> volumes() throws IOException {
    return List.of();
  }

  /**
   * Returns all slices in the order of the data sets, failed ones included; the caller closes the
   * stream. A volume that couldn't be read is slice 0 of 0 ({@link SliceId#isWholeVolume()}).
   *
   * <p>While the stream is consumed it throws {@link java.io.UncheckedIOException} if a line of the
   * journal is damaged or can't be read.
   *
   * @throws IOException if the journal can't be opened
   */
  Stream<SliceRecord> slices() throws IOException;
}
