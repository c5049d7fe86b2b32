package io.github.sam4j.eval.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where protocols come from. */
final class Sources {
  private static final String OWN = "";
  private static final Map<String, String> BY_FAMILY = Map.of(
      "automatic", "arXiv 2312.12880",
      "seeded", "arXiv 2312.12880",
      "mazurowski", "arXiv 2304.10517",
      "clicks", "arXiv 2304.10517",
      "noc", "RITM, arXiv 2102.06583",
      "medsam", "MedSAM, arXiv 2304.12306");

  private static final Set<String> PROMPTS =
      Set.of("seeded", "box", "mazurowski", "clicks", "noc", "medsam");

  private Sources() {}

  /** Returns whether a protocol asks by prompts that it makes from the ground truth. */
  static boolean asksByPrompts(String protocol) {
    return PROMPTS.contains(family(protocol));
  }

  private static String family(String protocol) {
    return protocol.split("-", 2)[0];
  }

  /**
   * Returns a sentence about what the protocols of a run implement.
   *
   * @param protocols names; those with options begin like the others
   */
  static String sentence(Collection<String> protocols) {
    Map<String, List<String>> bySource = new LinkedHashMap<>();
    for (String protocol : protocols) {
      String source = BY_FAMILY.getOrDefault(family(protocol), OWN);
      bySource.computeIfAbsent(source, key -> new ArrayList<>()).add(protocol);
    }
    List<String> own = bySource.getOrDefault(OWN, List.of());
    bySource.remove(OWN);
    List<String> parts = bySource.entrySet().stream()
        .map(each -> each.getKey() + named(each.getValue()))
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
