package io.github.sam4j.eval.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where protocols come from. */
final class Sources {
  private static final String OWN = "";
  private static final Map<String, String> BY_FAMILY = Map.of(
      "automatic", "arXiv 2312.12880",
      "seeded", "arXiv 2312.12880",
      "mazurowski", "arXiv 2304.10517",
      "clicks", "arXiv 2304.10517",
      "noc", "arXiv 2102.06583 (RITM)",
      "medsam", "arXiv 2304.12306 (MedSAM)");

  private Sources() {}

  /**
   * Returns a sentence about what the protocols of a run implement.
   *
   * @param protocols names; those with options begin like the others
   */
  static String sentence(Collection<String> protocols) {
    Map<String, List<String>> bySource = new LinkedHashMap<>();
    for (String protocol : protocols) {
      String source = BY_FAMILY.getOrDefault(protocol.split("-", 2)[0], OWN);
      bySource.computeIfAbsent(source, key -> new ArrayList<>()).add(protocol);
    }
    List<String> own = bySource.getOrDefault(OWN, List.of());
    bySource.remove(OWN);
    List<String> parts = bySource.entrySet().stream()
        .map(each -> each.getKey() + " by " + listed(each.getValue()))
        .toList();
    if (parts.isEmpty()) {
      return own.isEmpty() ? "" : "This run asks by " + listed(own) + ", as no paper prescribes.";
    }
    return "This run implements protocols of " + listed(parts)
        + (own.isEmpty() ? "." : "; beside them, it asks by " + listed(own) + ".");
  }

  private static String listed(List<String> items) {
    int last = items.size() - 1;
    return last == 0
        ? items.get(0)
        : String.join(", ", items.subList(0, last)) + " and " + items.get(last);
  }
}
