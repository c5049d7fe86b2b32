// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The content of a {@code dataset.json}, in the variants that are in use. */
final class MsdDescription {
  private final Path file;
  private final JsonNode json;

  MsdDescription(Path file, JsonNode json) {
    this.file = file;
    this.json = json;
  }

  /**
   * An entry under {@code training}: paths as given.
   *
   * @param image empty if there is none
   * @param label empty if there is none
   */
  record Entry(String image, String label) {}

  /** Returns one modality per channel; empty if the file has none. */
  List<String> modalities() throws DatasetException {
    JsonNode node = json.path("modality");
    return node.isTextual()
        ? List.of(node.asText())
        : List.copyOf(byNumber("modalities", node, /* first= */ 0).values());
  }

  /**
   * Returns the foreground labels by number; empty if the file has none. Ambiguous names get their
   * number appended.
   *
   * @throws DatasetException if a label has no name or its key isn't a number
   */
  SortedMap<Integer, String> labels() throws DatasetException {
    JsonNode node = json.path("labels");
    // a list of names that leaves out the background starts with label 1
    boolean withoutBackground = !node.path(0).asText("background").equalsIgnoreCase("background");
    SortedMap<Integer, String> names =
        byNumber("labels", node, /* first= */ withoutBackground ? 1 : 0).tailMap(1);
    for (var name : names.entrySet()) {
      if (name.getValue().isBlank()) {
        throw new DatasetException(
            file, "expected a name for each of the labels, found none for label " + name.getKey());
      }
    }
    SortedMap<Integer, String> labels = new TreeMap<>(names);
    // a name with its number may be the name of another label; it ends, since those that got their
    // number never collide with each other
    for (Set<String> same = ambiguous(labels); !same.isEmpty(); same = ambiguous(labels)) {
      Set<String> alike = same;
      labels.replaceAll((number, name) -> alike.contains(name) ? name + " (" + number + ")" : name);
    }
    return labels;
  }

  private static Set<String> ambiguous(SortedMap<Integer, String> labels) {
    // beside the labels, tables have a line for all of them together under that name
    Set<String> seen = new HashSet<>(labels.size() > 1 ? Set.of(Dataset.FOREGROUND) : Set.of());
    return labels.values().stream().filter(name -> !seen.add(name)).collect(Collectors.toSet());
  }

  /** Returns the names in an object whose keys are numbers, or in a list. */
  private SortedMap<Integer, String> byNumber(String what, JsonNode node, int first)
      throws DatasetException {
    SortedMap<Integer, String> names = new TreeMap<>();
    for (int i = 0; i < node.size() && node.isArray(); i++) {
      names.put(first + i, node.get(i).asText());
    }
    for (var field : node.properties()) {
      try {
        names.put(Integer.parseInt(field.getKey().strip()), field.getValue().asText());
      } catch (NumberFormatException e) {
        throw new DatasetException(
            file, "expected whole numbers as keys of " + what + ", found " + field.getKey(), e);
      }
    }
    return names;
  }

  /** The listed cases, in their order. */
  List<Entry> training() throws DatasetException {
    JsonNode training = json.path("training");
    if (!training.isArray()) {
      throw new DatasetException(file, "expected a list named training, found none");
    }
    List<Entry> entries = new ArrayList<>();
    for (JsonNode node : training) {
      Entry entry = new Entry(path(node.path("image")), path(node.path("label")));
      if (entry.image().isEmpty() && entry.label().isEmpty()) {
        throw new DatasetException(
            file,
            "expected image and label in entry " + entries.size() + " of training, found neither");
      }
      entries.add(entry);
    }
    return entries;
  }

  private String path(JsonNode node) throws DatasetException {
    String text = node.isTextual() ? node.asText() : "";
    try {
      return Path.of(text).toString();
    } catch (InvalidPathException e) {
      throw new DatasetException(file, "expected paths of images and labels, found another", e);
    }
  }
}
