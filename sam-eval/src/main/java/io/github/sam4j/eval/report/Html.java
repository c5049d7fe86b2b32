// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import io.github.sam4j.eval.internal.table.Table;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Builds HTML that is well-formed XML too, so that any parser can check it. All text and all
 * attribute values (in double quotes) are escaped; characters that XML doesn't allow are replaced.
 */
final class Html {
  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /** Opens an element; attributes are names and values in turn. */
  Html open(String tag, String... attributes) {
    start(tag, attributes);
    out.append('>');
    open.push(tag);
    return this;
  }

  /** Closes the element that was opened last. */
  Html close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** Ends the line, which keeps the source readable. */
  Html line() {
    out.append('\n');
    return this;
  }

  /** Adds an element that holds text only. */
  Html element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close();
  }

  /** Adds an element that never has content. */
  Html empty(String tag, String... attributes) {
    start(tag, attributes);
    out.append("/>");
    return this;
  }

  /** Adds text. */
  Html text(String text) {
    escape(text, out);
    return this;
  }

  /** Adds markup that this class or {@link Plot} made, or a resource of this package. */
  Html raw(String markup) {
    out.append(markup);
    return this;
  }

  /**
   * Adds one of several radio buttons, the first of them checked, and its label. They need no
   * script to show one thing or another.
   *
   * @param name of the group, which begins the id
   * @param style class for the style sheet
   */
  Html choice(String name, int index, String style, Html label) {
    String id = name + "-" + index;
    start("input", "type", "radio", "class", "pick " + style, "name", name, "id", id);
    if (index == 0) {
      out.append(" checked=\"checked\"");
    }
    out.append("/>");
    return open("label", "for", id).raw(label.toString()).close();
  }

  /** Adds a table, in a frame that scrolls where it is too wide. */
  Html table(Table table) {
    open(
        "div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", table.caption());
    open("table").element("caption", table.caption()).open("thead").open("tr");
    for (Table.Column column : table.columns()) {
      element("th", column.header(), "scope", "col", "class", column.isName() ? "name" : "number");
    }
    close().close().open("tbody").line();
    for (List<String> row : table.cells()) {
      open("tr");
      for (int i = 0; i < row.size(); i++) {
        if (table.columns().get(i).isName()) {
          open("th", "scope", "row", "class", "name").element("bdi", row.get(i)).close();
        } else {
          element("td", row.get(i), "class", "number");
        }
      }
      close().line();
    }
    return close().close().close().line();
  }

  private void start(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      escape(attributes[i + 1], out);
      out.append('"');
    }
  }

  private static void escape(String text, StringBuilder out) {
    text.codePoints().forEach(c -> {
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        default -> out.appendCodePoint(isXml(c) ? c : 0xFFFD);
      }
    });
  }

  private static boolean isXml(int c) {
    boolean lineOrTab = c == '\t' || c == '\n';
    boolean control = Character.isISOControl(c) && !lineOrTab;
    boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return !control && !surrogate && (c & 0xFFFE) != 0xFFFE;
  }

  /** Returns what was built; all elements must be closed. */
  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("elements are open: " + open);
    }
    return out.toString();
  }
}
