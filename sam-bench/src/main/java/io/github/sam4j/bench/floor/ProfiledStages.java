// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.floor;

import io.github.sam4j.bench.BenchDevice;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.internal.inference.AttendedPrompts;
import io.github.sam4j.internal.inference.EncodedImage;
import io.github.sam4j.internal.inference.EngineLoader;
import io.github.sam4j.internal.inference.EngineSettings;
import io.github.sam4j.internal.inference.GridImage;
import io.github.sam4j.internal.inference.GridLane;
import io.github.sam4j.internal.inference.PromptBatch;
import io.github.sam4j.internal.inference.SamEngine;
import io.github.sam4j.internal.ort.StopSignal;
import io.github.sam4j.model.SamModel;
import io.github.sam4j.prompt.Prompt;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs every graph of a model with the runtime's profile on. */
final class ProfiledStages {
  private static final int[] THREE_MASKS = {1, 2, 3};
  private static final int[] OF_ONE_PROMPT = {0, 0, 0};
  /** The first runs fetch memory. */
  private static final int WARM_UP = 2;

  private final SamModel model;
  private final EngineSettings settings;

  ProfiledStages(SamModel model, BenchDevice device) {
    this.model = model;
    this.settings = device.engine();
  }

  /** Returns the graphs in the order in which an image meets them. */
  List<Stage> stages() {
    String lane = settings.device().isGpu() ? "" : ", one lane";
    return List.of(
        new Stage("encoder", "image encoder", false),
        new Stage("image tokens", "image tokens graph", false),
        new Stage("transformer, one point", "transformer graph", false),
        new Stage("upscaling, three masks", "upscaling graph", false),
        new Stage("image terms", "image terms graph", false),
        new Stage(
            "grid transformer, " + settings.gridBatch() + " points" + lane,
            "grid transformer graph",
            true),
        new Stage("grid upscaling, three masks" + lane, "grid upscaling graph", true));
  }

  /**
   * Runs everything several times and reads the profiles.
   *
   * @param folder for the profiles
   * @param runs of each graph that count
   */
  Map<Stage, List<ModelRun>> run(RgbImage image, Path folder, int runs) throws IOException {
    try (SamEngine engine =
        EngineLoader.load(model, settings.profiledTo(folder.resolve("profile")))) {
      for (int i = 0; i < WARM_UP + runs; i++) {
        runOnce(engine, image);
      }
    }
    Map<Stage, List<ModelRun>> result = new LinkedHashMap<>();
    for (Stage stage : stages()) {
      List<ModelRun> all = ProfileReader.read(profile(folder, stage));
      result.put(stage, List.copyOf(all.subList(Math.min(WARM_UP, all.size()), all.size())));
    }
    return result;
  }

  private void runOnce(SamEngine engine, RgbImage image) {
    Prompt point = Prompt.point(image.width() / 3.0, image.height() / 3.0);
    StopSignal stop = new StopSignal();
    try (EncodedImage encoded = engine.encode(image)) {
      PromptBatch one = PromptBatch.of(List.of(point), encoded.resize());
      try (AttendedPrompts attended = engine.attend(encoded, one)) {
        engine.draw(attended, OF_ONE_PROMPT, THREE_MASKS);
      }
      List<Prompt> points = new ArrayList<>();
      for (int i = 0; i < settings.gridBatch(); i++) {
        points.add(Prompt.point((i + 0.5) / settings.gridBatch() * image.width(), 0));
      }
      try (GridImage grid = engine.prepare(encoded, stop);
          GridLane lane = engine.lane(grid, points.size())) {
        lane.attend(PromptBatch.of(points, encoded.resize()), stop);
        lane.draw(OF_ONE_PROMPT, THREE_MASKS, (index, logits, from) -> {}, stop);
      }
    }
  }

  private static Path profile(Path folder, Stage stage) throws IOException {
    String pattern = "*-" + stage.graph().replace(' ', '-') + "_*.json";
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "profile" + pattern)) {
      files.forEach(found::add);
    }
    // "transformer graph" also ends the name of the grid's
    found.removeIf(file -> !file.getFileName()
        .toString()
        .startsWith("profile-" + stage.graph().replace(' ', '-') + "_"));
    if (found.size() != 1) {
      throw new IOException(
          "expected one profile of the " + stage.graph() + " in " + folder + ", found " + found);
    }
    return found.get(0);
  }
}
