// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.sam4j.eval.dataset.Dataset.LabelledCase;
import io.github.sam4j.eval.internal.json.JsonMappers;
import io.github.sam4j.image.internal.files.ContentPointer;
import io.github.sam4j.image.internal.files.TextFiles;
import io.github.sam4j.io.volume.Intensity;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;

/**
 * Reads a task in the layout of the Medical Segmentation Decathlon: {@code dataset.json} beside the
 * folders of images and labels that it lists; or a data set of nnU-Net 2, which lists no cases.
 */
final class MsdDataset {
  /** Far more than the largest of them needs: that of a thousand cases has a hundred KiB. */
  private static final long MAX_BYTES = 64L << 20;

  private static final ObjectMapper JSON = JsonMappers.create();

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
    CaseFiles.checkDecodable(folder);
    Path file = description(folder);
    JsonNode json = json(file);
    String name =
        CaseFiles.name(Objects.requireNonNull(file.toAbsolutePath().normalize().getParent()));
    Optional<MsdTask> task =
        MsdTask.named(name).or(() -> MsdTask.named(json.path("name").asText()));
    MsdDescription description = new MsdDescription(file, json);
    List<String> modalities = description.modalities();
    if (modalities.isEmpty()) {
      modalities = task.map(MsdTask::modalities).orElse(modalities);
    }
    boolean isList = description.isList();
    SortedMap<Integer, String> labels = labels(file, description, task);
    Cases cases = isList
        ? listed(folder, file, description)
        : paired(NnUnetFolders.data(folder, name), file, description);
    return new Dataset(
        name, modalities, labels, intensities(modalities, task), cases.cases(), cases.skipped());
  }

  private record Cases(List<LabelledCase> cases, List<Dataset.Skipped> skipped) {}

  private static Path description(Path folder) throws IOException {
    Path file = NnUnetFolders.description(folder);
    Optional<String> pointer = ContentPointer.describe(file);
    if (pointer.isPresent()) {
      throw new DatasetException(
          file, "expected the description of an MSD task, found " + pointer.get());
    }
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(
          file.toString(),
          null,
          "expected the description of an MSD task" + NnUnetFolders.described(folder));
    }
    return file;
  }

  private static Cases listed(Path folder, Path file, MsdDescription description)
      throws IOException {
    List<MsdDescription.Entry> entries = description.cases();
    MsdCases found = new MsdCases(folder, file, entries);
    if (found.cases().isEmpty()) {
      throw new DatasetException(
          file,
          "expected training cases with image and label, found none"
              + (found.firstProblem().isEmpty()
                  ? ""
                  : " of " + entries.size() + "; first left out: " + found.firstProblem()));
    }
    return new Cases(found.cases(), found.skipped());
  }

  private static Cases paired(Path folder, Path file, MsdDescription description)
      throws IOException {
    String ending = description.fileEnding();
    Path images = folder.resolve("imagesTr");
    Path labels = folder.resolve("labelsTr");
    for (Path needed : List.of(images, labels)) {
      if (!Files.isDirectory(needed)) {
        throw new DatasetException(
            file, "expected folders imagesTr and labelsTr beside it, found no " + needed);
      }
    }
    FolderPairs pairs = new FolderPairs(images, labels);
    if (pairs.cases().isEmpty()) {
      throw new DatasetException(
          file,
          "expected training cases imagesTr/NAME_0000" + ending + " with labelsTr/NAME" + ending
              + ", found none" + pairs.firstSkipped());
    }
    return new Cases(pairs.cases(), pairs.skipped());
  }

  private static JsonNode json(Path file) throws IOException {
    long bytes = Files.size(file);
    if (bytes > MAX_BYTES) {
      throw new DatasetException(
          file, "expected at most " + MAX_BYTES + " bytes, found bytes=" + bytes);
    }
    try {
      return JSON.readTree(TextFiles.read(file));
    } catch (CharacterCodingException e) {
      throw new DatasetException(file, "expected JSON in UTF-8, found other bytes", e);
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
