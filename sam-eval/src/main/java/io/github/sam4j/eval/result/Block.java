package io.github.sam4j.eval.result;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A part of a text for people, before it gets the looks of a file format. */
sealed interface Block {
  /**
   * A heading.
   *
   * @param level 1 for the title, 2 for sections, 3 for their parts
   */
  record Heading(int level, String text) implements Block {}

  /** A sentence or some. */
  record Paragraph(String text) implements Block {}

  /** Values by name. */
  record Listing(Map<String, String> entries) implements Block {
    public Listing {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }
  }

  /** Points without order. */
  record Bullets(List<String> points) implements Block {
    public Bullets {
      points = List.copyOf(points);
    }
  }

  /**
   * A table.
   *
   * @param leftAligned number of columns that are aligned to the left; the others to the right
   * @param lines the header first; all of one length
   */
  record Grid(String caption, int leftAligned, List<List<String>> lines) implements Block {
    public Grid {
      lines = lines.stream().map(List::copyOf).toList();
    }
  }
}
