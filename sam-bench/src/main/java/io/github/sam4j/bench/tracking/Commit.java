// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.tracking;

import io.github.sam4j.bench.machine.Command;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The state of the source that was measured.
 *
 * @param id full name of the commit, {@value #UNKNOWN} outside of a checkout
 * @param dirty whether files differ from that commit
 */
record Commit(String id, boolean dirty) {
  private static final String UNKNOWN = "unknown";
  private static final int SHORT = 12;

  /** Returns what is checked out in a folder. */
  static Commit of(Path checkout) {
    Optional<String> id = Command.output(checkout, "git", "rev-parse", "HEAD");
    Optional<String> changes = Command.output(checkout, "git", "status", "--porcelain");
    return new Commit(
        id.orElse(UNKNOWN), changes.filter(text -> !text.isEmpty()).isPresent());
  }

  /** Returns the beginning of the name, enough for people and for names of files. */
  String shortName() {
    return id.substring(0, Math.min(SHORT, id.length())) + (dirty ? "-dirty" : "");
  }
}
