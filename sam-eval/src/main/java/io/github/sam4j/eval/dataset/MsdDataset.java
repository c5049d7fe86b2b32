// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.sam4j.io.volume.Intensity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;

/**
 * Reads a task in the layout of the Medical Segmentation Decathlon: {@code dataset.json} beside the
 * folders of images and labels that it lists.
 */
final class MsdDataset {
  /** Far more than the largest of them needs: that of a thousand cases has a hundred KiB. */
  private static final long MAX_BYTES = 64L << 20;

  private static final Pattern CT = Pattern.compile("\\bCT\\b", Pattern.CASE_INSENSITIVE);

  private MsdDataset() {}

  /**
   * Reads {@code dataset.json}; no volume is opened.
   *
   * @throws NoSuchFileException if the folder or the file in it doesn't exist
   * @throws DatasetException if the file doesn't follow the layout, or no case has both files
   */
  static Dataset read(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new NoSuchFileException(folder.toString(), null, "expected the folder of an MSD task");
    }
    Path file = folder.resolve("dataset.json");
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(
          file.toString(), null, "expected the description of an MSD task");
    }
    JsonNode json = json(file);
    String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    Optional<MsdTask> task =
        MsdTask.named(name).or(() -> MsdTask.named(json.path("name").asText()));
    MsdDescription description = new MsdDescription(file, json);
    List<String> modalities = description.modalities();
    if (modalities.isEmpty()) {
      modalities = task.map(MsdTask::modalities).orElse(modalities);
    }
    MsdCases cases = new MsdCases(folder, description.training());
    if (cases.cases().isEmpty()) {
      throw new DatasetException(file, "expected training cases with image and label, found none");
    }
    return new Dataset(
        name,
        modalities,
        labels(file, description, task),
        intensities(modalities, task),
        cases.cases(),
        cases.skipped());
  }

  private static JsonNode json(Path file) throws IOException {
    long bytes = Files.size(file);
    if (bytes > MAX_BYTES) {
      throw new DatasetException(
          file, "expected at most " + MAX_BYTES + " bytes, found bytes=" + bytes);
    }
    try {
      return new ObjectMapper().readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      String where = e.getLocation() == null
          ? ""
          : " at line " + e.getLocation().getLineNr() + ", column "
              + e.getLocation().getColumnNr();
      throw new DatasetException(file, "expected JSON, found something else" + where, e);
    }
  }

  private static SortedMap<Integer, String> labels(
      Path file, MsdDescription description, Optional<MsdTask> task) throws DatasetException {
    SortedMap<Integer, String> labels = description.labels();
    if (!labels.isEmpty()) {
      return labels;
    }
    return task.map(MsdTask::labels)
        .orElseThrow(() -> new DatasetException(file, "expected foreground labels, found none"));
  }

  /** The file's own modality decides between CT and the rest, the task between windows of CT. */
  private static List<Intensity> intensities(List<String> modalities, Optional<MsdTask> task) {
    Intensity window =
        task.filter(MsdTask::isCt).map(MsdTask::intensity).orElse(Intensity.softTissue());
    return modalities.isEmpty()
        ? List.of(Intensity.minMaxVolume())
        : modalities.stream()
            .map(modality -> CT.matcher(modality).find() ? window : Intensity.minMaxVolume())
            .toList();
  }
}
