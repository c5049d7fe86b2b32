// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.dataset;

import io.github.sam4j.eval.dataset.Dataset.LabelledCase;
import io.github.sam4j.eval.dataset.ListedFiles.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares what a {@code dataset.json} lists with what is there. */
final class MsdCases {
  private final Path folder;
  private final ListedFiles files;
  private final Map<String, LabelledCase> cases = new LinkedHashMap<>();
  private final Map<Path, String> reasons = new LinkedHashMap<>();
  private String firstProblem = "";

  /** Checks the listed files and the folders of training images and labels. */
  MsdCases(Path folder, Path description, List<MsdDescription.Entry> training) throws IOException {
    this.folder = folder;
    this.files = new ListedFiles(folder, description);
    for (MsdDescription.Entry entry : training) {
      add(entry);
    }
    Set<Path> used = cases.values().stream()
        .flatMap(each -> Stream.concat(each.images().stream(), Stream.of(each.label())))
        .collect(Collectors.toSet());
    reasons.keySet().removeAll(used);
    addUnlisted("imagesTr", "labelsTr", "image without label", used);
    addUnlisted("labelsTr", "imagesTr", "label without image", used);
  }

  private void add(MsdDescription.Entry entry) throws IOException {
    if (Stream.concat(entry.images().stream(), Stream.of(entry.label()))
        .anyMatch(path -> ListedFiles.name(path).startsWith("."))) {
      return;
    }
    boolean isList = entry.images().size() > 1;
    List<Found> images = new ArrayList<>();
    for (String image : entry.images()) {
      images.add(files.find(image, /* withChannels= */ !isList));
    }
    Found label = files.find(entry.label(), /* withChannels= */ false);
    boolean hasImage = images.stream().allMatch(Found::isUsable);
    if (hasImage && label.isUsable()) {
      List<Path> channels = images.stream().flatMap(one -> one.files().stream()).toList();
      if (channels.size() == 1 && isFirstChannel(channels.get(0), label.files().get(0))) {
        channels = ListedFiles.channels(channels.get(0));
      }
      String id = entry.id().isEmpty() ? id(images.get(0), isList) : entry.id();
      LabelledCase added = new LabelledCase(id, channels, label.files().get(0));
      if (cases.putIfAbsent(CaseFiles.normalized(id), added) != null) {
        added.images().forEach(file -> reasons.putIfAbsent(file, "another case has the same name"));
        reasons.putIfAbsent(added.label(), "its image has the name of another case");
      }
      return;
    }
    for (int i = 0; i < images.size(); i++) {
      skip(
          entry.images().get(i),
          images.get(i),
          hasImage ? "image without label" : "another channel of the image is missing");
    }
    skip(entry.label(), label, "label without image");
  }

  /** The label has the name without the channel: what else has it is a channel, too. */
  private static boolean isFirstChannel(Path image, Path label) {
    String labelId = CaseFiles.normalized(CaseFiles.id(label));
    return ChannelName.of(CaseFiles.normalized(CaseFiles.id(image)))
        .filter(name -> name.channel() == 0 && name.caseId().equals(labelId))
        .isPresent();
  }

  /** A list, or an image found by its first channel, is named without it. */
  private static String id(Found image, boolean isList) {
    String id = CaseFiles.id(image.files().get(0));
    boolean isListed =
        CaseFiles.normalized(id).equals(CaseFiles.normalized(CaseFiles.id(image.path())));
    return isListed && !isList
        ? id
        : ChannelName.of(id).map(ChannelName::caseId).orElse(id);
  }

  /**
   * Adds a listed file with the reason why it isn't used.
   *
   * @param alone the reason for a file that is there
   */
  private void skip(String given, Found found, String alone) {
    if (given.isEmpty()) {
      return;
    }
    if (!found.isUsable()) {
      reasons.putIfAbsent(found.path(), found.reason());
      firstProblem = firstProblem.isEmpty() ? found.path() + ": " + found.reason() : firstProblem;
    } else {
      found.files().forEach(file -> reasons.putIfAbsent(file, alone));
    }
  }

  private void addUnlisted(String name, String otherName, String alone, Set<Path> used)
      throws IOException {
    Path some = folder.resolve(name).normalize();
    if (!Files.isDirectory(some)) {
      return;
    }
    for (Path file : CaseFiles.visible(some)) {
      if (!used.contains(file) && CaseFiles.isImage(file)) {
        boolean paired = Files.exists(folder.resolve(otherName).resolve(file.getFileName()));
        reasons.putIfAbsent(
            file,
            !CaseFiles.isDecodable(file)
                ? CaseFiles.undecodable()
                : paired ? "not listed in dataset.json" : alone);
      }
    }
  }

  /** The cases whose files are there, in the order of the list. */
  List<LabelledCase> cases() {
    return List.copyOf(cases.values());
  }

  /** Returns the first listed file that can't be used, with the reason; empty if all can. */
  String firstProblem() {
    return firstProblem;
  }

  /** Every other file, once. */
  List<Dataset.Skipped> skipped() {
    return reasons.entrySet().stream()
        .map(entry -> new Dataset.Skipped(entry.getKey(), entry.getValue()))
        .toList();
  }
}
