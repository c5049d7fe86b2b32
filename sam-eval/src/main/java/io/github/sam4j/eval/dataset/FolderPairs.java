// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.dataset;

import io.github.sam4j.eval.dataset.Dataset.LabelledCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pairs the images of one folder with the labels of another by their names without extension. An
 * image may have the suffix {@code _0000} that nnU-Net gives to first channels.
 */
final class FolderPairs {
  private static final Pattern CHANNEL = Pattern.compile("(.+)_(\\d{4})");
  private static final String FIRST_CHANNEL = "0000";

  private final List<Dataset.Skipped> skipped = new ArrayList<>();
  private final SortedMap<String, LabelledCase> cases = new TreeMap<>();

  /** Lists both folders; no file is opened. */
  FolderPairs(Path imageFolder, Path labelFolder) throws IOException {
    SortedMap<String, Path> images = byId(imageFolder);
    SortedMap<String, Path> labels = byId(labelFolder);
    if (Files.isSameFile(imageFolder, labelFolder)) {
      // every image would be its own ground truth
      throw new DatasetException(
          labelFolder, "expected labels in another folder than the images, found the same folder");
    }
    Map<String, Path> others = new TreeMap<>();
    images.forEach((id, image) -> {
      if (labels.containsKey(id)) {
        cases.put(id, new LabelledCase(id, image, labels.get(id)));
      } else {
        others.put(id, image);
      }
    });
    others.forEach((id, image) -> pairFirstChannel(id, image, labels));
    labels.forEach((id, label) -> {
      if (!cases.containsKey(id)) {
        skipped.add(new Dataset.Skipped(label, "label without image"));
      }
    });
  }

  private void pairFirstChannel(String id, Path image, Map<String, Path> labels) {
    Matcher channel = CHANNEL.matcher(id);
    Path label = channel.matches() ? labels.get(channel.group(1)) : null;
    if (label == null) {
      skipped.add(new Dataset.Skipped(image, "image without label"));
    } else if (!channel.group(2).equals(FIRST_CHANNEL)) {
      skipped.add(new Dataset.Skipped(
          image, "a further channel in a file of its own: only _" + FIRST_CHANNEL + " is used"));
    } else if (cases.putIfAbsent(channel.group(1), new LabelledCase(channel.group(1), image, label))
        != null) {
      skipped.add(new Dataset.Skipped(image, "another image has the label's name"));
    }
  }

  private SortedMap<String, Path> byId(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new NoSuchFileException(
          folder.toString(), null, "expected a folder of images or labels");
    }
    SortedMap<String, Path> files = new TreeMap<>();
    for (Path file : CaseFiles.visible(folder)) {
      if (!CaseFiles.isImage(file)) {
        skipped.add(new Dataset.Skipped(file, "expected .nii, .nii.gz, .png or .jpg"));
      } else if (files.putIfAbsent(CaseFiles.id(file), file) != null) {
        skipped.add(
            new Dataset.Skipped(file, "another file has the same name but for the extension"));
      }
    }
    return files;
  }

  /** The pairs by name. */
  List<LabelledCase> cases() {
    return List.copyOf(cases.values());
  }

  /** What is in no pair. */
  List<Dataset.Skipped> skipped() {
    return skipped;
  }
}
