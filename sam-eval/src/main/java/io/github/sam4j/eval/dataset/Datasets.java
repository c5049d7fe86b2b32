// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.dataset;

import io.github.sam4j.eval.dataset.Dataset.LabelledCase;
import io.github.sam4j.image.internal.files.ContentPointer;
import io.github.sam4j.io.volume.Intensity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Finds data sets on disk. No image is decoded. */
public final class Datasets {
  private Datasets() {}

  /**
   * Returns a task in the layout of the Medical Segmentation Decathlon: the cases that
   * {@code dataset.json} lists under {@code training}, in that order. What it lacks is filled in
   * for the tasks of {@link MsdTask}. Files whose names begin with a dot are ignored.
   *
   * <p>Lists may name a file for each channel of an image, leave out the channel {@code _0000} that
   * nnU-Net appends, have backslashes, and say {@code .nii} where the file is {@code .nii.gz} or
   * the reverse. A {@code dataset.json} of nnU-Net 2 lists no cases: these are the pairs in
   * {@code imagesTr} and {@code labelsTr}, by name.
   *
   * @param folder with {@code dataset.json}; its name is the name of the data set
   * @throws NoSuchFileException if the folder or the file in it doesn't exist
   * @throws DatasetException if the file doesn't follow the layout, no case has both files, or a
   *     name can't be expressed in the process's locale
   */
  public static Dataset msd(Path folder) throws IOException {
    return MsdDataset.read(folder);
  }

  /**
   * Returns the pairs of two folders of which only the foreground is scored, as
   * {@link #folders(String, Path, Path, SortedMap)} does.
   *
   * @throws NoSuchFileException if a folder doesn't exist
   * @throws DatasetException if there is no pair, or both folders are the same
   */
  public static Dataset folders(String name, Path images, Path labels) throws IOException {
    return folders(name, images, labels, Collections.emptySortedMap());
  }

  /**
   * Returns the pairs of two folders, by name: NIfTI volumes, or PNG and JPEG pictures with PNG
   * labels. An image and its label have the same name but for the extension, or the image is a file
   * for each channel, with the suffixes {@code _0000}, {@code _0001} and so on. Letters may be in
   * any Unicode form. Files whose names begin with a dot are ignored.
   *
   * @param name of the data set in tables
   * @param labelNames names of the foreground labels by number; if there are none, only the
   *     foreground is scored
   * @throws NoSuchFileException if a folder doesn't exist
   * @throws DatasetException if there is no pair, both folders are the same, two names in a folder
   *     differ in their Unicode form only, or a name can't be decoded in the process's locale
   * @throws IllegalArgumentException if the labels aren't those of a {@link Dataset}
   */
  public static Dataset folders(
      String name, Path images, Path labels, SortedMap<Integer, String> labelNames)
      throws IOException {
    FolderPairs pairs = new FolderPairs(images, labels);
    if (pairs.cases().isEmpty()) {
      throw new DatasetException(
          images,
          "expected images that have the names of labels in " + labels + ", found none"
              + pairs.firstSkipped());
    }
    return new Dataset(
        name,
        List.of(),
        labelNames,
        List.of(Intensity.minMaxVolume()),
        pairs.cases(),
        pairs.skipped());
  }

  /**
   * Returns a single image with its labels, of which only the foreground is scored, as
   * {@link #pair(Path, Path, SortedMap)} does.
   *
   * @throws NoSuchFileException if a file doesn't exist
   */
  public static Dataset pair(Path image, Path label) throws IOException {
    return pair(image, label, Collections.emptySortedMap());
  }

  /**
   * Returns a single image with its labels: a volume or a picture. Data set and case are named
   * after the image.
   *
   * @param labelNames names of the foreground labels by number; if there are none, only the
   *     foreground is scored
   * @throws NoSuchFileException if a file doesn't exist
   * @throws DatasetException if a file is a pointer of Git LFS or git-annex without its content, or
   *     its name can't be decoded in the process's locale
   * @throws IllegalArgumentException if the labels aren't those of a {@link Dataset}
   */
  public static Dataset pair(Path image, Path label, SortedMap<Integer, String> labelNames)
      throws IOException {
    for (Path file : List.of(image, label)) {
      CaseFiles.checkDecodable(file);
      Optional<String> pointer = ContentPointer.describe(file);
      if (pointer.isPresent()) {
        throw new DatasetException(file, "expected a volume or a picture, found " + pointer.get());
      }
      if (!Files.exists(file)) {
        throw new NoSuchFileException(file.toString());
      }
    }
    String id = CaseFiles.id(image);
    return new Dataset(
        id,
        List.of(),
        labelNames,
        List.of(Intensity.minMaxVolume()),
        List.of(new LabelledCase(id, image, label)),
        List.of());
  }
}
