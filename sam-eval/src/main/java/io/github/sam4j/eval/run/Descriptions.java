// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.run;

import io.github.sam4j.eval.dataset.CaseReader;
import io.github.sam4j.eval.dataset.Dataset;
import io.github.sam4j.eval.dataset.Dataset.LabelledCase;
import io.github.sam4j.eval.predictor.SlicePredictor;
import io.github.sam4j.eval.protocol.Protocol;
import io.github.sam4j.eval.report.ResultFiles;
import io.github.sam4j.eval.result.RunDescription;
import io.github.sam4j.image.internal.files.Digests;
import io.github.sam4j.io.volume.GridTolerance;
import io.github.sam4j.metrics.surface.SurfaceConvention;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;

/** Describes runs: everything that results depend on, and where they are made. */
final class Descriptions {
  private static final String IMAGE = "/image";

  private Descriptions() {}

  /**
   * Describes a run; reads every file of the data sets to fingerprint it.
   *
   * @param beforeEachFile may throw to cancel
   */
  static RunDescription of(
      Evaluation evaluation,
      SlicePredictor predictor,
      List<Dataset> datasets,
      Runnable beforeEachFile)
      throws IOException {
    RunDescription description = new RunDescription(
        options(evaluation, predictor, datasets),
        evaluation.protocols().stream().map(Protocol.Description::of).toList(),
        evaluation.volumeMetrics().stream().map(VolumeMetric::key).toList(),
        predictor.model(),
        data(datasets, evaluation.reader().channel(), beforeEachFile),
        environment(predictor));
    // now, not when the files of a finished run are written
    ResultFiles.checkMetrics(description);
    return description;
  }

  private static Map<String, String> options(
      Evaluation evaluation, SlicePredictor predictor, List<Dataset> datasets) {
    CaseReader reader = evaluation.reader();
    Map<String, String> options = new LinkedHashMap<>();
    options.put("sam4j", version());
    options.put("axis", lowerCase(reader.axis()));
    options.put("slices", lowerCase(evaluation.slicesUsed()));
    options.put("objects", lowerCase(evaluation.objectsScored()));
    options.put("channel", Integer.toString(reader.channel()));
    if (!reader.gridTolerance().equals(GridTolerance.DEFAULT)) {
      options.put("grid tolerance", reader.gridTolerance().voxels() + " voxels");
    }
    for (Dataset dataset : datasets) {
      options.put(dataset.name() + ".intensity", reader.intensity(dataset).name());
      options.put(
          dataset.name() + ".labels",
          dataset.labels().entrySet().stream()
              .map(label -> label.getKey() + " " + label.getValue())
              .collect(Collectors.joining(", ")));
    }
    // their order is that of the results
    options.put(
        "protocols",
        evaluation.protocols().stream().map(Protocol::name).collect(Collectors.joining(" ")));
    for (Protocol protocol : evaluation.protocols()) {
      Map<String, String> own = new LinkedHashMap<>();
      protocol
          .needs()
          .forEach(capability -> predictor.options(capability).forEach((k, v) -> put(own, k, v)));
      protocol.options().forEach((name, value) -> put(own, name, value));
      own.forEach((name, value) -> options.put(protocol.name() + "." + name, value));
    }
    if (!evaluation.volumeMetrics().isEmpty()) {
      options.put(
          "volume metrics",
          evaluation.volumeMetrics().stream()
              .map(VolumeMetric::toString)
              .collect(Collectors.joining(" ")));
      options.put("volume surfaces", SurfaceConvention.DEFAULT.key());
    }
    return options;
  }

  /** Options of a predictor and of a protocol must not hide each other. */
  private static void put(Map<String, String> options, String name, String value) {
    String other = options.putIfAbsent(name, value);
    if (other != null && !other.equals(value)) {
      throw new IllegalArgumentException("options of a predictor and a protocol must have different"
          + " names, got " + name + "=" + other + " and " + name + "=" + value);
    }
  }

  private static String lowerCase(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, String> data(
      List<Dataset> datasets, int channel, Runnable beforeEachFile) throws IOException {
    Map<String, String> data = new LinkedHashMap<>();
    for (Dataset dataset : datasets) {
      for (LabelledCase files : dataset.cases()) {
        beforeEachFile.run();
        // of a missing channel reading tells, case by case
        Path image = files.image(Math.min(channel, files.images().size() - 1));
        data.put(imageName(dataset.name(), files.id()), sha256(image));
        data.put(dataset.name() + "/" + files.id() + "/label", sha256(files.label()));
      }
    }
    return data;
  }

  /** Returns the name of the image of a case among the files of a description. */
  static String imageName(String task, String caseId) {
    return task + "/" + caseId + IMAGE;
  }

  /** Returns whether a file of a description is the image of a case. */
  static boolean isImage(String name) {
    return name.endsWith(IMAGE);
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Digests.sha256(in, bytes -> {});
    }
  }

  private static Map<String, String> environment(SlicePredictor predictor) {
    Map<String, String> environment = new LinkedHashMap<>(predictor.environment());
    environment.put(
        "java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
    environment.put(
        "system",
        System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
            + Runtime.getRuntime().availableProcessors() + " processors");
    return environment;
  }

  private static String version() {
    Properties properties = new Properties();
    try (InputStream in =
        Objects.requireNonNull(Descriptions.class.getResourceAsStream("version.properties"))) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }
}
