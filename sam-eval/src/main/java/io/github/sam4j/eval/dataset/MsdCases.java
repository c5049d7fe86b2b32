// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.dataset;

import io.github.sam4j.eval.dataset.Dataset.LabelledCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares what a {@code dataset.json} lists with what is there. */
final class MsdCases {
  private final Path folder;
  private final Path root;
  private final Map<String, LabelledCase> cases = new LinkedHashMap<>();
  private final Map<Path, String> reasons = new LinkedHashMap<>();

  /** Checks the listed files and the folders of training images and labels. */
  MsdCases(Path folder, List<MsdDescription.Entry> training) throws IOException {
    this.folder = folder;
    this.root = folder.toAbsolutePath().normalize();
    for (MsdDescription.Entry entry : training) {
      add(entry);
    }
    Set<Path> used = cases.values().stream()
        .flatMap(each -> List.of(each.image(), each.label()).stream())
        .collect(Collectors.toSet());
    reasons.keySet().removeAll(used);
    addUnlisted("imagesTr", "labelsTr", "image without label", used);
    addUnlisted("labelsTr", "imagesTr", "label without image", used);
  }

  private void add(MsdDescription.Entry entry) {
    if (CaseFiles.isHidden(Path.of(entry.image())) || CaseFiles.isHidden(Path.of(entry.label()))) {
      return;
    }
    Path image = file(entry.image());
    Path label = file(entry.label());
    boolean hasImage = isThere(entry.image(), image);
    boolean hasLabel = isThere(entry.label(), label);
    if (hasImage && hasLabel) {
      String id = CaseFiles.id(image);
      LabelledCase other = cases.putIfAbsent(id, new LabelledCase(id, image, label));
      if (other != null) {
        skip(entry.image(), image, "another case has the same name");
        skip(entry.label(), label, "its image has the name of another case");
      }
      return;
    }
    skip(entry.image(), image, hasImage ? "image without label" : whyMissing(image));
    skip(entry.label(), label, hasLabel ? "label without image" : whyMissing(label));
  }

  private String whyMissing(Path file) {
    return isInside(file)
        ? "listed in dataset.json, but there is no such file"
        : "outside of the data set's folder";
  }

  /** Returns a listed file as it is found in the folder, or by its whole path if it isn't there. */
  private Path file(String given) {
    Path whole = root.resolve(given).normalize();
    return isInside(whole) ? folder.resolve(root.relativize(whole)).normalize() : whole;
  }

  private boolean isInside(Path file) {
    return file.toAbsolutePath().normalize().startsWith(root);
  }

  /** A description can't refer to files outside of its folder. */
  private boolean isThere(String given, Path file) {
    return !given.isEmpty() && isInside(file) && Files.isRegularFile(file);
  }

  private void skip(String given, Path file, String reason) {
    if (!given.isEmpty()) {
      reasons.putIfAbsent(file, reason);
    }
  }

  private void addUnlisted(String name, String otherName, String alone, Set<Path> used)
      throws IOException {
    Path files = folder.resolve(name).normalize();
    if (!Files.isDirectory(files)) {
      return;
    }
    for (Path file : CaseFiles.visible(files)) {
      if (!used.contains(file) && CaseFiles.isImage(file)) {
        boolean paired =
            Files.exists(folder.resolve(otherName).resolve(String.valueOf(file.getFileName())));
        reasons.putIfAbsent(file, paired ? "not listed in dataset.json" : alone);
      }
    }
  }

  /** The cases whose files are there, in the order of the list. */
  List<LabelledCase> cases() {
    return List.copyOf(cases.values());
  }

  /** Every other file, once. */
  List<Dataset.Skipped> skipped() {
    return reasons.entrySet().stream()
        .map(entry -> new Dataset.Skipped(entry.getKey(), entry.getValue()))
        .toList();
  }
}
