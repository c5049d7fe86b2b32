// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.internal.table;

import java.util.List;
import java.util.Map;

/**
 * A document of headings, paragraphs, lists and tables that is written from top to bottom. Line
 * breaks and control characters in what is given become spaces, and all else is shown as it is.
 */
public abstract class Document {
  private final StringBuilder text = new StringBuilder();

  Document() {}

  /**
   * Adds a heading.
   *
   * @param level 1 for the title, 2 for sections, 3 for their parts
   */
  public abstract void heading(int level, String heading);

  /** Adds a paragraph. */
  public abstract void paragraph(String paragraph);

  /** Adds values by name. */
  public abstract void listing(Map<String, String> entries);

  /** Adds a list without order. */
  public abstract void bullets(List<String> points);

  /** Adds a table and its caption. */
  public abstract void table(Table table);

  /** Adds text as it is, after an empty line unless it is the first. */
  final void block(String block) {
    text.append(text.length() == 0 ? "" : "\n").append(block);
  }

  /** Returns what was added so far. */
  @Override
  public final String toString() {
    return text.toString();
  }
}
