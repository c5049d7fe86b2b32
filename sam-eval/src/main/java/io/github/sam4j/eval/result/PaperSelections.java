package io.github.sam4j.eval.result;

import io.github.sam4j.metrics.selection.MaskSelection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The four selections of arXiv 2312.12880, in the readings that a main table shows. */
final class PaperSelections {
  /** Name of the protocol of automatic masks. */
  static final String PROTOCOL = "automatic";

  private static final Set<String> NAMES = MaskSelection.paper().stream()
      .map(MaskSelection::name)
      .collect(Collectors.toCollection(LinkedHashSet::new));

  private PaperSelections() {}

  static boolean includes(Series series) {
    return series.protocol().equals(PROTOCOL) && NAMES.contains(series.selection());
  }
}
