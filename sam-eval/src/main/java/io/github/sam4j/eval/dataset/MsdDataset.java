package io.github.sam4j.eval.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.sam4j.io.volume.Intensity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads a task in the layout of the Medical Segmentation Decathlon: {@code dataset.json} beside the
 * folders of images and labels that it lists.
 */
final class MsdDataset {
  private MsdDataset() {}

  /**
   * Reads {@code dataset.json}; no volume is opened.
   *
   * @throws NoSuchFileException if the folder or the file in it doesn't exist
   * @throws DatasetException if the file isn't what the layout asks for, or no case has both files
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
    JsonNode json;
    try {
      json = new ObjectMapper().readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      String where = e.getLocation() == null
          ? ""
          : " at line " + e.getLocation().getLineNr() + ", column "
              + e.getLocation().getColumnNr();
      throw new DatasetException(file, "expected JSON, found something else" + where, e);
    }
    List<Dataset.Skipped> missing = new ArrayList<>();
    List<LabelledCase> cases = cases(folder, file, json, missing);
    if (cases.isEmpty()) {
      throw new DatasetException(file, "expected training cases with image and label, found none");
    }
    List<String> modalities = modalities(json);
    boolean ct = !modalities.isEmpty() && modalities.get(0).equalsIgnoreCase("CT");
    return new Dataset(
        folder.toAbsolutePath().normalize().getFileName().toString(),
        modalities,
        labels(file, json),
        ct ? Intensity.softTissue() : Intensity.minMaxVolume(),
        cases,
        missing);
  }

  private static List<String> modalities(JsonNode json) {
    List<String> modalities = new ArrayList<>();
    json.path("modality").forEach(node -> modalities.add(node.asText()));
    return modalities;
  }

  private static SortedMap<Integer, String> labels(Path file, JsonNode json)
      throws DatasetException {
    SortedMap<Integer, String> labels = new TreeMap<>();
    for (var label : json.path("labels").properties()) {
      try {
        int number = Integer.parseInt(label.getKey());
        if (number > 0) {
          labels.put(number, label.getValue().asText());
        }
      } catch (NumberFormatException e) {
        throw new DatasetException(
            file, "expected whole numbers as labels, found " + label.getKey(), e);
      }
    }
    if (labels.isEmpty()) {
      throw new DatasetException(file, "expected foreground labels, found none");
    }
    return labels;
  }

  private static List<LabelledCase> cases(
      Path folder, Path file, JsonNode json, List<Dataset.Skipped> missing)
      throws DatasetException {
    JsonNode training = json.path("training");
    if (!training.isArray()) {
      throw new DatasetException(file, "expected a list named training, found none");
    }
    List<LabelledCase> cases = new ArrayList<>();
    for (JsonNode entry : training) {
      Path image = folder.resolve(entry.path("image").asText()).normalize();
      Path label = folder.resolve(entry.path("label").asText()).normalize();
      String name = String.valueOf(image.getFileName());
      // resource forks that macOS leaves in archives
      if (name.startsWith("._")) {
        continue;
      }
      List<Path> absent = new ArrayList<>(List.of(image, label));
      absent.removeIf(Files::isRegularFile);
      absent.forEach(path -> missing.add(new Dataset.Skipped(path, "no such file")));
      if (absent.isEmpty()) {
        cases.add(new LabelledCase(name.replaceFirst("\\.nii(\\.gz)?$", ""), image, label));
      }
    }
    return cases;
  }
}
