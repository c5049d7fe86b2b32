package io.github.sam4j.eval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A task in the layout of the Medical Segmentation Decathlon: {@code dataset.json} beside the
 * folders of images and labels that it lists.
 *
 * @param task name of the folder, such as {@code Task09_Spleen}
 * @param modalities one per channel, such as {@code CT}
 * @param labels names of the foreground labels by number
 * @param cases the training cases whose two files exist, in the order of the file
 * @param missing files that are listed but don't exist; their cases are left out
 */
public record MsdDataset(
    String task,
    List<String> modalities,
    SortedMap<Integer, String> labels,
    List<Case> cases,
    List<Path> missing) {

  /** Copies the collections. */
  public MsdDataset {
    modalities = List.copyOf(modalities);
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    cases = List.copyOf(cases);
    missing = List.copyOf(missing);
  }

  /**
   * An image with its labels.
   *
   * @param id name of the image file without its extension
   */
  public record Case(String id, Path image, Path label) {}

  /**
   * Reads {@code dataset.json}; no volume is opened.
   *
   * @throws NoSuchFileException if the folder or the file in it doesn't exist
   * @throws DatasetException if the file isn't what the layout asks for, or no case has both files
   */
  public static MsdDataset read(Path folder) throws IOException {
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
    List<Path> missing = new ArrayList<>();
    List<Case> cases = cases(folder, file, json, missing);
    if (cases.isEmpty()) {
      throw new DatasetException(file, "expected training cases with image and label, found none");
    }
    return new MsdDataset(
        folder.toAbsolutePath().normalize().getFileName().toString(),
        modalities(json),
        labels(file, json),
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

  private static List<Case> cases(Path folder, Path file, JsonNode json, List<Path> missing)
      throws DatasetException {
    JsonNode training = json.path("training");
    if (!training.isArray()) {
      throw new DatasetException(file, "expected a list named training, found none");
    }
    List<Case> cases = new ArrayList<>();
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
      missing.addAll(absent);
      if (absent.isEmpty()) {
        cases.add(new Case(name.replaceFirst("\\.nii(\\.gz)?$", ""), image, label));
      }
    }
    return cases;
  }
}
