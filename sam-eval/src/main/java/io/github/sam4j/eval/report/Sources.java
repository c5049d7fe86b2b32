// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import io.github.sam4j.eval.protocol.Citation;
import io.github.sam4j.eval.protocol.Protocol;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where protocols come from. */
final class Sources {
  private Sources() {}

  /** Returns a sentence about what the protocols of a run implement. */
  static String sentence(Collection<Protocol.Description> protocols) {
    Map<Citation, List<String>> bySource = new LinkedHashMap<>();
    List<String> own = new ArrayList<>();
    for (Protocol.Description protocol : protocols) {
      protocol
          .source()
          .map(source -> bySource.computeIfAbsent(source, key -> new ArrayList<>()))
          .orElse(own)
          .add(protocol.name());
    }
    List<String> parts = bySource.entrySet().stream()
        .map(each -> each.getKey().label() + named(each.getValue()))
        .toList();
    if (parts.isEmpty()) {
      return own.isEmpty()
          ? ""
          : "This run asks in ways that no paper prescribes" + named(own) + ".";
    }
    return "This run implements protocols of " + listed(parts)
        + (own.isEmpty()
            ? "."
            : "; beside them, ways to ask that no paper prescribes" + named(own) + ".");
  }

  private static String named(List<String> protocols) {
    return " (" + String.join(", ", protocols) + ")";
  }

  private static String listed(List<String> items) {
    int last = items.size() - 1;
    return last == 0
        ? items.get(0)
        : String.join("; ", items.subList(0, last)) + " and " + items.get(last);
  }
}
