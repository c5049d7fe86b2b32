// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import io.github.sam4j.eval.dataset.Dataset;
import io.github.sam4j.eval.dataset.Datasets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for the data to evaluate. */
final class DatasetOptions {
  @Option(
      names = "--msd",
      arity = "1..*",
      paramLabel = "DIR",
      description =
          "folders with dataset.json, in the layout of the Medical Segmentation Decathlon;"
              + " repeatable")
  private List<Path> folders = new ArrayList<>();

  @Option(
      names = "--images",
      paramLabel = "PATH",
      description = "instead of --msd: a folder of volumes or pictures, or one of them")
  private @Nullable Path images;

  @Option(
      names = "--labels",
      paramLabel = "PATH",
      description = "with --images: the folder of labels of the same names, or one file")
  private @Nullable Path labels;

  @Option(
      names = "--label-names",
      paramLabel = "N=NAME",
      split = ",",
      description =
          "with --images: names of labels, such as 1=liver,2=tumour; without names, only the"
              + " union of all labels is scored")
  private SortedMap<Integer, String> labelNames = new TreeMap<>();

  @Option(
      names = "--cases",
      paramLabel = "N",
      description = "first N cases of each data set; default: all")
  private @Nullable Integer cases;

  /** Describes the data sets; opens no volume. */
  List<Dataset> datasets() throws IOException {
    if (cases != null && cases < 1) {
      throw new IllegalArgumentException("--cases must be at least 1, got " + cases);
    }
    List<Dataset> datasets = new ArrayList<>();
    for (Dataset dataset : images == null ? decathlon() : List.of(pairs(images))) {
      datasets.add(cases == null ? dataset : dataset.firstCases(cases));
    }
    return datasets;
  }

  private List<Dataset> decathlon() throws IOException {
    if (folders.isEmpty() || labels != null || !labelNames.isEmpty()) {
      throw new IllegalArgumentException(
          folders.isEmpty()
              ? "expected data: --msd DIR, or --images PATH with --labels PATH"
              : "--labels and --label-names belong to --images, got them with --msd");
    }
    List<Dataset> datasets = new ArrayList<>();
    for (Path folder : folders) {
      Dataset dataset = Datasets.msd(folder);
      if (datasets.stream().anyMatch(other -> other.name().equals(dataset.name()))) {
        throw new IllegalArgumentException(
            "--msd must name different tasks, got " + dataset.name() + " twice");
      }
      datasets.add(dataset);
    }
    return datasets;
  }

  private Dataset pairs(Path imagePath) throws IOException {
    if (!folders.isEmpty()) {
      throw new IllegalArgumentException("expected either --msd or --images, got both");
    }
    if (labels == null) {
      throw new IllegalArgumentException("--images needs --labels");
    }
    return Files.isDirectory(imagePath)
        ? Datasets.folders(name(imagePath), imagePath, labels, labelNames)
        : Datasets.pair(imagePath, labels, labelNames);
  }

  private static String name(Path folder) {
    return folder.toAbsolutePath().normalize().getFileName().toString();
  }
}
