// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.result;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Labels of a data set that differ from those that it names: nothing failed, but the scores may
 * mean something else than they seem to.
 *
 * @param task the data set
 * @param kind how they differ
 * @param labels by number; with the name of those that are missing, with an empty one of others
 * @param cases number of cases in which one of the labels occurs; 0 of those that are missing
 * @param readCases number of cases of the data set that could be read
 * @param firstCase the first case in which one of the labels occurs; empty of those that are
 *     missing
 */
public record LabelWarning(
    String task,
    Kind kind,
    SortedMap<Integer, String> labels,
    int cases,
    int readCases,
    String firstCase) {
  private static final int NAMED = 8;

  /** How labels differ from those that a data set names. */
  public enum Kind {
    /**
     * They occur, but have no name: they are part of the foreground and have no scores of their
     * own.
     */
    UNNAMED,
    /** They are below 0: their voxels count as background. */
    NEGATIVE,
    /** They have a name, but occur in no case. */
    MISSING
  }

  /** Copies the labels. */
  public LabelWarning {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
  }

  /** Returns the warning in one line, for people. */
  public String message() {
    String some = (labels.size() == 1 ? "label " : "labels ") + names();
    String occurs = (labels.size() == 1 ? " occurs in " : " occur in ") + cases + " of " + readCases
        + (readCases == 1 ? " case" : " cases") + " (first " + firstCase + ")";
    return task + ": "
        + switch (kind) {
          case UNNAMED ->
            some + occurs + " without being named: part of the foreground, not scored alone";
          case NEGATIVE -> some + occurs + ": what is below 0 counts as background";
          case MISSING ->
            some + (labels.size() == 1 ? " is" : " are") + " named, but in none of " + readCases
                + (readCases == 1 ? " case" : " cases");
        };
  }

  private String names() {
    List<String> names = labels.entrySet().stream()
        .limit(NAMED)
        .map(LabelWarning::name)
        .collect(Collectors.toList());
    if (labels.size() > NAMED) {
      names.add((labels.size() - NAMED) + " more");
    }
    return String.join(", ", names);
  }

  private static String name(Map.Entry<Integer, String> label) {
    return label.getKey() + (label.getValue().isEmpty() ? "" : " (" + label.getValue() + ")");
  }
}
