package io.github.sam4j.eval.report;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What is known of selections by their names. */
final class Selections {
  /** Follows the name of a selection that looks at the truth. */
  static final String MARK = "†";

  private static final List<String> ORACLES =
      List.of("BEST", "IOU_GT_", "ALL_INTERSECTING", "ORACLE");
  private static final Set<String> OF_ANY_POOL = Set.of(
      "ALL_UNION",
      "BEST_IOU",
      "BEST_DICE",
      "ARGMAX_PREDICTED_IOU",
      "HIGHEST_PREDICTED_IOU",
      "FIRST_CANDIDATE",
      "BOX",
      "MEDSAM_BOX",
      "NOC");
  private static final Pattern OF_ANY_ANSWER =
      Pattern.compile("MASK_\\d+|MODE_\\d+(_ORACLE)?|CLICKS(_ORACLE)?");

  private Selections() {}

  /** Returns whether a selection chooses with the ground truth in hand. */
  static boolean isOracle(String selection) {
    return ORACLES.stream().anyMatch(selection::contains);
  }

  /** Returns the name, marked if the selection looks at the truth. */
  static String marked(String selection) {
    return isOracle(selection) ? selection + " " + MARK : selection;
  }

  /** Returns whether a selection chooses something wherever there is any mask at all. */
  static boolean alwaysChooses(String selection) {
    String plain = selection.startsWith("SEEDED_") ? selection.substring(7) : selection;
    return OF_ANY_POOL.contains(plain) || OF_ANY_ANSWER.matcher(plain).matches();
  }

  /**
   * Returns the share of slices with a detection; NaN where it is 1 by definition, as the selection
   * always chooses something.
   */
  static double detected(String selection, int detected, int slices) {
    return alwaysChooses(selection) && detected == slices ? Double.NaN : (double) detected / slices;
  }
}
