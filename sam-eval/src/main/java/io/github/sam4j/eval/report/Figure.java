// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import io.github.sam4j.eval.internal.table.Table;

/**
 * A plot with everything around it.
 *
 * @param svg the plot
 * @param note how to read it
 * @param numbers the same as a table, with the title as its caption
 * @param wide whether it takes the whole width
 */
record Figure(String svg, String note, Table numbers, boolean wide) {
  /** Adds the figure to a page. */
  void addTo(Html html) {
    html.open("figure", "class", wide ? "plot wide" : "plot");
    html.element("h4", numbers.caption());
    html.open("div", "class", "canvas").raw(svg).close().line();
    html.open("figcaption");
    String oracles = svg.contains(" " + Labels.MARK)
        ? " " + Labels.MARK + ": chosen with the ground truth in hand."
        : "";
    html.element("p", note + oracles);
    html.open("details").element("summary", "Numbers");
    html.table(numbers);
    html.close().close().close().line();
  }
}
