package io.github.sam4j.eval.report;

import java.util.ArrayList;
import java.util.List;

/** A table whose first columns name things and whose others are numbers. */
final class NumberTable {
  private final int names;
  private final List<String> head;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * Starts without rows.
   *
   * @param names number of columns that name things
   */
  NumberTable(int names, List<String> head) {
    this.names = names;
    this.head = List.copyOf(head);
  }

  /** Adds a row of as many cells as the head has. */
  NumberTable row(List<String> cells) {
    rows.add(List.copyOf(cells));
    return this;
  }

  /** Adds the table to a page, in a frame that scrolls where it is too wide. */
  void addTo(Html html, String caption) {
    html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", caption);
    html.open("table").element("caption", caption);
    html.open("thead").open("tr");
    for (int i = 0; i < head.size(); i++) {
      html.element("th", head.get(i), "scope", "col", "class", i < names ? "name" : "number");
    }
    html.close().close().open("tbody").line();
    for (List<String> row : rows) {
      html.open("tr");
      for (int i = 0; i < row.size(); i++) {
        if (i < names) {
          html.open("th", "scope", "row", "class", "name")
              .element("bdi", row.get(i))
              .close();
        } else {
          html.element("td", row.get(i), "class", "number");
        }
      }
      html.close().line();
    }
    html.close().close().close().line();
  }
}
