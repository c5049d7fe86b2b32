// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.run;

import io.github.sam4j.eval.dataset.LabelledVolume;
import io.github.sam4j.eval.result.LabelWarning;
import io.github.sam4j.eval.result.LabelWarning.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * How the labels of a volume differ from those that its data set names.
 *
 * @param unnamed labels that occur without a name, and all that are below 0; of a data set that
 *     names none only those below 0
 * @param missing labels with a name that don't occur
 */
record LabelDifference(SortedSet<Integer> unnamed, SortedMap<Integer, String> missing) {
  /** Labels as they are named. */
  static final LabelDifference NONE = new LabelDifference(new TreeSet<>(), new TreeMap<>());

  LabelDifference {
    unnamed = Collections.unmodifiableSortedSet(new TreeSet<>(unnamed));
    missing = Collections.unmodifiableSortedMap(new TreeMap<>(missing));
  }

  static LabelDifference of(LabelledVolume volume, SortedMap<Integer, String> names) {
    SortedSet<Integer> unnamed = new TreeSet<>(volume.labels());
    unnamed.removeIf(label -> label >= 0 && (names.isEmpty() || names.containsKey(label)));
    SortedMap<Integer, String> missing = new TreeMap<>(names);
    missing.keySet().removeAll(volume.labels());
    return new LabelDifference(unnamed, missing);
  }

  /** Returns the warnings about data sets, in the order of their volumes. */
  static List<LabelWarning> warnings(List<JournalFormat.Planned> volumes) {
    Map<String, List<JournalFormat.Planned>> tasks = new LinkedHashMap<>();
    volumes.forEach(volume ->
        tasks.computeIfAbsent(volume.task(), task -> new ArrayList<>()).add(volume));
    List<LabelWarning> warnings = new ArrayList<>();
    tasks.forEach((task, all) -> {
      occurring(task, Kind.UNNAMED, all, label -> label > 0, warnings);
      occurring(task, Kind.NEGATIVE, all, label -> label < 0, warnings);
      missing(task, all, warnings);
    });
    return warnings;
  }

  private static void occurring(
      String task,
      Kind kind,
      List<JournalFormat.Planned> volumes,
      Predicate<Integer> included,
      List<LabelWarning> into) {
    SortedMap<Integer, String> labels = new TreeMap<>();
    List<String> cases = new ArrayList<>();
    for (JournalFormat.Planned volume : volumes) {
      List<Integer> some = volume.labels().unnamed().stream().filter(included).toList();
      some.forEach(label -> labels.put(label, ""));
      if (!some.isEmpty()) {
        cases.add(volume.caseId());
      }
    }
    if (!labels.isEmpty()) {
      into.add(new LabelWarning(task, kind, labels, cases.size(), volumes.size(), cases.get(0)));
    }
  }

  private static void missing(
      String task, List<JournalFormat.Planned> volumes, List<LabelWarning> into) {
    SortedMap<Integer, String> labels = new TreeMap<>(volumes.get(0).labels().missing());
    volumes.forEach(
        volume -> labels.keySet().retainAll(volume.labels().missing().keySet()));
    if (!labels.isEmpty()) {
      into.add(new LabelWarning(task, Kind.MISSING, labels, 0, volumes.size(), ""));
    }
  }
}
