// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The content of a {@code dataset.json}, in the variants that are in use. */
final class MsdDescription {
  private static final Pattern WHOLE = Pattern.compile("\\s*[+-]?\\d+\\s*");

  private final Path file;
  private final JsonNode json;

  MsdDescription(Path file, JsonNode json) {
    this.file = file;
    this.json = json;
  }

  /**
   * An entry of the list of cases: paths as given.
   *
   * @param id the name of the case where the list has one; else empty
   * @param images one, or one for each channel; an empty one if there is none
   * @param label empty if there is none
   */
  record Entry(String id, List<String> images, String label) {}

  /** Returns one modality per channel; empty if the file has none. */
  List<String> modalities() throws DatasetException {
    JsonNode node = json.has("modality") ? json.path("modality") : json.path("channel_names");
    return node.isTextual()
        ? List.of(node.asText())
        : List.copyOf(byNumber("modalities", node, /* first= */ 0).values());
  }

  /**
   * Returns the foreground labels by number; empty if the file has none. Ambiguous names get their
   * number appended.
   *
   * @throws DatasetException if a label has no name, its key isn't a number, or it is a region
   */
  SortedMap<Integer, String> labels() throws DatasetException {
    JsonNode node = json.path("labels");
    return unambiguous(isByName(node) ? byName(node) : byNumber(node));
  }

  /** nnU-Net 2 lists numbers by name, every one before it names by number. */
  private static boolean isByName(JsonNode labels) {
    return labels.properties().stream()
        .anyMatch(label -> !WHOLE.matcher(label.getKey()).matches());
  }

  private static OptionalInt number(String text) {
    try {
      return OptionalInt.of(Integer.parseInt(text.strip()));
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }

  private void checkRange(String what, String number) throws DatasetException {
    if (WHOLE.matcher(number).matches() && number(number).isEmpty()) {
      throw new DatasetException(
          file,
          "expected numbers of " + what + " up to " + Integer.MAX_VALUE + ", found the larger one "
              + number.strip());
    }
  }

  private SortedMap<Integer, String> byName(JsonNode node) throws DatasetException {
    SortedMap<Integer, String> names = new TreeMap<>();
    for (var label : node.properties()) {
      String name = label.getKey();
      JsonNode value = label.getValue();
      if (value.isArray() && value.size() != 1) {
        throw new DatasetException(
            file,
            "expected one number for each of the labels, found a region of " + value.size()
                + " for " + name
                + "; give each label its own number and name, regions aren't scored");
      }
      JsonNode one = value.isArray() ? value.get(0) : value;
      // whole numbers of numpy are written as 1.0
      String text = one.isDouble() && one.doubleValue() == one.longValue()
          ? Long.toString(one.longValue())
          : one.asText();
      checkRange("labels", text);
      OptionalInt number = number(text);
      if (number.isEmpty()) {
        throw new DatasetException(
            file,
            "expected labels as numbers with names or names with numbers, found neither for "
                + name);
      }
      if (name.equalsIgnoreCase("ignore")) {
        throw new DatasetException(
            file,
            "expected labels that are scored, found one named " + name
                + ": voxels can't be left out of the scores");
      }
      String other = names.putIfAbsent(number.getAsInt(), name);
      if (other != null) {
        throw new DatasetException(
            file,
            "expected a number of its own for each of the labels, found " + number.getAsInt()
                + " for " + other + " and " + name);
      }
    }
    return names.tailMap(1);
  }

  private SortedMap<Integer, String> byNumber(JsonNode node) throws DatasetException {
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
    return names;
  }

  private static SortedMap<Integer, String> unambiguous(SortedMap<Integer, String> names) {
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
      checkRange(what, field.getKey());
      try {
        names.put(Integer.parseInt(field.getKey().strip()), field.getValue().asText());
      } catch (NumberFormatException e) {
        throw new DatasetException(
            file, "expected whole numbers as keys of " + what + ", found " + field.getKey(), e);
      }
    }
    return names;
  }

  /**
   * Returns whether cases are listed; else they are the files of the folders, as in a data set of
   * nnU-Net 2.
   *
   * @throws DatasetException if it is neither
   */
  boolean isList() throws DatasetException {
    boolean isList = json.path("training").isArray() || json.path("dataset").isObject();
    if (!isList && !json.has("file_ending") && !json.has("channel_names")) {
      throw new DatasetException(
          file,
          "expected a list named training, or file_ending and channel_names as nnU-Net 2 has them,"
              + " found neither");
    }
    return isList;
  }

  /**
   * Returns the extension of images and labels.
   *
   * @throws DatasetException if files of it can't be read
   */
  String fileEnding() throws DatasetException {
    String ending = json.path("file_ending").asText(".nii.gz");
    if (!CaseFiles.isImage(Path.of("name" + ending))) {
      throw new DatasetException(
          file, "expected .nii.gz, .nii, .png or .jpg as file_ending, found " + ending);
    }
    return ending;
  }

  /** The listed cases, in their order. */
  List<Entry> cases() throws DatasetException {
    List<Entry> entries = new ArrayList<>();
    if (json.path("training").isArray()) {
      for (JsonNode node : json.path("training")) {
        String where = "entry " + entries.size() + " of training";
        entries.add(entry("", node.path("image"), node.path("label"), where));
      }
      return entries;
    }
    for (var one : json.path("dataset").properties()) {
      JsonNode node = one.getValue();
      String where = "entry " + entries.size() + " of dataset";
      entries.add(entry(one.getKey(), node.path("images"), node.path("label"), where));
    }
    return entries;
  }

  private Entry entry(String id, JsonNode image, JsonNode label, String where)
      throws DatasetException {
    List<String> images = paths(image);
    List<String> labels = paths(label);
    if (images.isEmpty() && labels.isEmpty()) {
      throw new DatasetException(file, "expected image and label in " + where + ", found neither");
    }
    if (labels.size() > 1) {
      throw new DatasetException(
          file, "expected one label in " + where + ", found a list of " + labels.size());
    }
    return new Entry(
        id, images.isEmpty() ? List.of("") : images, labels.isEmpty() ? "" : labels.get(0));
  }

  private static List<String> paths(JsonNode node) {
    List<String> paths = new ArrayList<>();
    for (JsonNode path : node.isArray() ? node : List.of(node)) {
      if (path.isTextual() && !path.asText().isEmpty()) {
        paths.add(path.asText());
      }
    }
    return paths;
  }
}
