// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.dataset;

import io.github.sam4j.eval.dataset.Dataset.LabelledCase;
import io.github.sam4j.image.internal.files.ContentPointer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Pairs the images of one folder with the labels of another by their names without extension. The
 * channels of an image may be files of their own that end in {@code _0000}, {@code _0001} and so
 * on, as nnU-Net names them.
 *
 * <p>Names are compared in one Unicode form: {@code ä} as one character and as two are the same
 * name, in two folders as well as in one.
 */
final class FolderPairs {
  private final List<Dataset.Skipped> skipped = new ArrayList<>();
  private final SortedMap<String, LabelledCase> cases = new TreeMap<>();

  /**
   * Lists both folders; of files no more is read than tells pointers to a content elsewhere.
   *
   * @throws NoSuchFileException if a folder doesn't exist
   * @throws DatasetException if both are the same, a name can't be decoded, or two names differ in
   *     their Unicode form only
   */
  FolderPairs(Path imageFolder, Path labelFolder) throws IOException {
    SortedMap<String, Path> images = byId(imageFolder);
    SortedMap<String, Path> labels = byId(labelFolder);
    if (Files.isSameFile(imageFolder, labelFolder)) {
      // every image would be its own ground truth
      throw new DatasetException(
          labelFolder, "expected labels in another folder than the images, found the same folder");
    }
    SortedMap<String, SortedMap<Integer, Path>> channels = new TreeMap<>();
    images.forEach((id, image) -> {
      Path label = labels.get(id);
      Optional<ChannelName> name = ChannelName.of(id).filter(n -> labels.containsKey(n.caseId()));
      if (label != null) {
        add(id, List.of(image), label);
      } else if (name.isPresent()) {
        channels
            .computeIfAbsent(name.get().caseId(), caseId -> new TreeMap<>())
            .put(name.get().channel(), image);
      } else {
        skipped.add(new Dataset.Skipped(image, "image without label"));
      }
    });
    labels.forEach((id, label) -> {
      addChannels(id, channels.getOrDefault(id, Collections.emptySortedMap()), label);
      if (!cases.containsKey(id)) {
        skipped.add(new Dataset.Skipped(label, "label without image"));
      }
    });
  }

  private void add(String id, List<Path> images, Path label) {
    // the name as it is written on disk
    String name = CaseFiles.id(images.get(0));
    String written = images.size() == 1 && CaseFiles.normalized(name).equals(id)
        ? name
        : ChannelName.of(name).map(ChannelName::caseId).orElse(name);
    cases.put(id, new LabelledCase(written, images, label));
  }

  /** Takes the channels from the first one up to a gap. */
  private void addChannels(String id, SortedMap<Integer, Path> files, Path label) {
    List<Path> images = new ArrayList<>();
    boolean taken = cases.containsKey(id);
    files.forEach((channel, image) -> {
      if (taken) {
        skipped.add(new Dataset.Skipped(image, "another image has the label's name"));
      } else if (channel == images.size()) {
        images.add(image);
      } else {
        skipped.add(new Dataset.Skipped(
            image,
            "a channel of an image of which " + ChannelName.suffix(images.size()) + " is missing"));
      }
    });
    if (!images.isEmpty()) {
      add(id, images, label);
    }
  }

  private SortedMap<String, Path> byId(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new NoSuchFileException(
          folder.toString(), null, "expected a folder of images or labels");
    }
    CaseFiles.checkDecodable(folder);
    SortedMap<String, Path> files = new TreeMap<>();
    for (Path file : CaseFiles.visible(folder)) {
      if (!CaseFiles.isImage(file)) {
        skipped.add(new Dataset.Skipped(file, "expected .nii, .nii.gz, .png or .jpg"));
        continue;
      }
      CaseFiles.checkDecodable(file);
      Path other = files.putIfAbsent(CaseFiles.normalized(CaseFiles.id(file)), file);
      if (other == null) {
        continue;
      }
      if (!CaseFiles.id(other).equals(CaseFiles.id(file))) {
        throw new DatasetException(
            file,
            "expected names that differ in more than the Unicode form of their letters (NFC, NFD),"
                + " found another file of the same name; rename one of them");
      }
      skipped.add(
          new Dataset.Skipped(file, "another file has the same name but for the extension"));
    }
    for (Path file : List.copyOf(files.values())) {
      Optional<String> pointer = ContentPointer.describe(file);
      if (pointer.isPresent()) {
        files.remove(CaseFiles.normalized(CaseFiles.id(file)));
        skipped.add(new Dataset.Skipped(file, pointer.get()));
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

  /** Returns the first file that is in no pair, with the reason, to be appended to a message. */
  String firstSkipped() {
    return skipped.isEmpty()
        ? ""
        : "; first left out: " + skipped.get(0).file() + ": " + skipped.get(0).reason();
  }
}
