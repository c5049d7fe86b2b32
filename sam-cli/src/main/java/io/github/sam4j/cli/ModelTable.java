// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sam4j.model.registry.ModelRegistry;
import io.github.sam4j.model.registry.ModelRegistry.Model.Origin;
import io.github.sam4j.model.registry.ModelStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The published models as a text table and as JSON. */
final class ModelTable {
  private static final String GAP = "  ";

  private final Optional<ModelStore> store;
  private final String folder;

  private ModelTable(Optional<ModelStore> store, String folder) {
    this.store = store;
    this.folder = folder;
  }

  /** Returns the table of this user, who may have no folder of models. */
  static ModelTable standard() {
    try {
      ModelStore store = ModelStore.standard();
      return new ModelTable(Optional.of(store), store.folder().toString());
    } catch (IllegalStateException e) {
      return new ModelTable(Optional.empty(), "none: " + e.getMessage());
    }
  }

  /** Returns the store of a model; for those on the class path no folder matters. */
  private Optional<ModelStore> store(ModelRegistry.Model model) {
    return model.origin() == Origin.CLASS_PATH
        ? store.or(() -> Optional.of(ModelStore.in(Path.of(""))))
        : store;
  }

  private boolean isPresent(ModelRegistry.Model model) {
    return store(model).filter(known -> known.isPresent(model)).isPresent();
  }

  String text() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("name", "size", "present", "source", "licence"));
    for (ModelRegistry.Model model : ModelRegistry.published()) {
      rows.add(List.of(
          model.name(),
          String.format(Locale.ROOT, "%.1f MB", model.bytes() / 1e6),
          isPresent(model) ? "yes" : "no",
          model.files().get(0).source().toString(),
          model.licence()));
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        line.append(padded(row.get(column), width(rows, column))).append(GAP);
      }
      text.append(line.toString().stripTrailing()).append(System.lineSeparator());
    }
    return text + "folder: " + folder;
  }

  private static int width(List<List<String>> rows, int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  ObjectNode json() {
    ObjectNode root = Json.object();
    root.put("folder", store.isPresent() ? folder : null);
    ArrayNode models = root.putArray("models");
    for (ModelRegistry.Model model : ModelRegistry.published()) {
      ObjectNode node = models
          .addObject()
          .put("name", model.name())
          .put("title", model.title())
          .put("bytes", model.bytes())
          .put("present", isPresent(model))
          .put("place", store(model).map(known -> place(known, model)).orElse(null));
      ArrayNode files = node.putArray("files");
      for (ModelRegistry.Model.File file : model.files()) {
        files
            .addObject()
            .put("name", file.name())
            .put("source", file.source().toString())
            .put("bytes", file.bytes())
            .put("sha256", file.sha256());
      }
      node.put("verification", model.verification())
          .put("licence", model.licence())
          .put("citation", model.citation());
    }
    return root;
  }

  /** Returns where the files of a model are stored, or would be after a download. */
  static String place(ModelStore store, ModelRegistry.Model model) {
    return model.origin() == Origin.CLASS_PATH
        ? "class path (sam-model-" + model.name() + ")"
        : store.path(model).toString();
  }
}
