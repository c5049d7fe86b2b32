// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.protocol;

import io.github.sam4j.eval.result.RunDescription;
import io.github.sam4j.metrics.selection.MaskSelection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Descriptions of the protocols of SAM4J, for runs that are made up. */
public final class StandardProtocols {
  private StandardProtocols() {}

  /** Returns the descriptions of all protocols with their default options. */
  public static List<Protocol.Description> descriptions() {
    return Stream.concat(
            Stream.of(AutomaticProtocol.of(MaskSelection.all())), Protocols.standard(0).stream())
        .map(Protocol.Description::of)
        .toList();
  }

  /** Returns the description of a run of all protocols and nothing else. */
  public static RunDescription run() {
    return new RunDescription(Map.of(), descriptions(), Map.of(), Map.of(), Map.of());
  }
}
