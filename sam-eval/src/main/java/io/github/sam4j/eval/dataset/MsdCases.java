package io.github.sam4j.eval.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares what a {@code dataset.json} lists with what is there. */
final class MsdCases {
  private final Path folder;
  private final Map<String, LabelledCase> cases = new LinkedHashMap<>();
  private final Map<Path, String> reasons = new LinkedHashMap<>();

  /** Looks at the listed files and at the folders of training images and labels. */
  MsdCases(Path folder, List<MsdDescription.Entry> training) throws IOException {
    this.folder = folder;
    for (MsdDescription.Entry entry : training) {
      add(entry);
    }
    Set<Path> used = cases.values().stream()
        .flatMap(one -> List.of(one.image(), one.label()).stream())
        .collect(Collectors.toSet());
    reasons.keySet().removeAll(used);
    addUnlisted("imagesTr", "labelsTr", "image without label", used);
    addUnlisted("labelsTr", "imagesTr", "label without image", used);
  }

  private void add(MsdDescription.Entry entry) {
    if (CaseFiles.isHidden(Path.of(entry.image())) || CaseFiles.isHidden(Path.of(entry.label()))) {
      return;
    }
    Path image = folder.resolve(entry.image()).normalize();
    Path label = folder.resolve(entry.label()).normalize();
    boolean hasImage = !entry.image().isEmpty() && Files.isRegularFile(image);
    boolean hasLabel = !entry.label().isEmpty() && Files.isRegularFile(label);
    if (hasImage && hasLabel) {
      String id = CaseFiles.id(image);
      LabelledCase other = cases.putIfAbsent(id, new LabelledCase(id, image, label));
      if (other != null) {
        skip(entry.image(), image, "another case has the same name");
        skip(entry.label(), label, "its image has the name of another case");
      }
      return;
    }
    String missing = "listed in dataset.json, but there is no such file";
    skip(entry.image(), image, hasImage ? "image without label" : missing);
    skip(entry.label(), label, hasLabel ? "label without image" : missing);
  }

  private void skip(String given, Path file, String reason) {
    if (!given.isEmpty()) {
      reasons.putIfAbsent(file, reason);
    }
  }

  private void addUnlisted(String name, String otherName, String alone, Set<Path> used)
      throws IOException {
    Path files = folder.resolve(name).normalize();
    if (!Files.isDirectory(files)) {
      return;
    }
    for (Path file : CaseFiles.visible(files)) {
      if (!used.contains(file) && CaseFiles.isImage(file)) {
        boolean paired =
            Files.exists(folder.resolve(otherName).resolve(String.valueOf(file.getFileName())));
        reasons.putIfAbsent(file, paired ? "not listed in dataset.json" : alone);
      }
    }
  }

  /** The cases whose files are there, in the order of the list. */
  List<LabelledCase> cases() {
    return List.copyOf(cases.values());
  }

  /** Every other file, once. */
  List<Dataset.Skipped> skipped() {
    return reasons.entrySet().stream()
        .map(entry -> new Dataset.Skipped(entry.getKey(), entry.getValue()))
        .toList();
  }
}
