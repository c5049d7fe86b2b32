// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import io.github.sam4j.eval.internal.table.Format;
import java.util.List;

/** How to read the scores: what makes them look better or worse than they are. */
final class ReadingGuide {
  private static final List<String> LINES = List.of(
      "Dice and IoU are over the slices that show the object; a slice where nothing was chosen "
          + "counts 0. Dice_pos is over the detected slices only, those where anything was chosen, "
          + "however bad.",
      "Detection is told of selections that may choose nothing. Where the first or the best of the "
          + "answers is always taken, as for every prompt, it would be 100 % by definition: "
          + Format.DASH + ".",
      "Cards, histogram, sizes and pictures show one selection of each protocol: BEST_IOU, the best "
          + "mask, where there is one, as for automatic masks; else the first of the protocol.",
      "Intervals are of the mean over slices, by bootstrap. Slices of one volume resemble each "
          + "other, so these are too narrow.");

  private ReadingGuide() {}

  /**
   * Adds the notes.
   *
   * @param oracles names, or parts of names, of the selections that are marked
   */
  static void addTo(Html html, String oracles) {
    html.open("section", "class", "reading", "aria-label", "Reading the scores");
    html.element("p", "Reading the scores", "class", "head");
    html.open("ul").line();
    html.element("li", oracles(oracles)).line();
    LINES.forEach(line -> html.element("li", line).line());
    html.close().close().line();
  }

  private static String oracles(String names) {
    String prompts = "oints and boxes of prompts are made from the ground truth";
    if (names.isEmpty()) {
      return "P" + prompts + ".";
    }
    return Labels.MARK + " Chosen with the ground truth in hand, as selections named " + names
        + " are: they tell what the masks hold, not what the model would answer. P" + prompts
        + " as well.";
  }
}
