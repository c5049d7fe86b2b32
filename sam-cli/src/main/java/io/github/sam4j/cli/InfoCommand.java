// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sam4j.eval.dataset.Dataset;
import io.github.sam4j.eval.dataset.Datasets;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.image.Spacing;
import io.github.sam4j.io.Images;
import io.github.sam4j.io.VolumeFormat;
import io.github.sam4j.io.Volumes;
import io.github.sam4j.io.volume.Volume;
import io.github.sam4j.io.volume.VolumeShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The content of a volume, a picture or a data set. */
@Command(
    name = "info",
    mixinStandardHelpOptions = true,
    description = "Describes a volume, a picture or the folder of an MSD task as JSON.")
final class InfoCommand implements Callable<Integer> {
  /** More labels than this are listed only if asked for. */
  private static final int MAX_LABELS = 256;

  @Parameters(
      paramLabel = "FILE-OR-FOLDER",
      description = "NIfTI volume, PNG or JPEG picture, or folder with dataset.json")
  private Path path = Path.of("");

  @Option(
      names = "--any-labels",
      description =
          "list the numbers of a volume as labels even if they are more than 256, or look like"
              + " intensities: more than 32 of them that form no regions")
  private boolean anyLabels;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString());
    }
    ObjectNode node;
    if (Files.isDirectory(path)) {
      node = dataset(Datasets.msd(path));
    } else {
      node = Images.isPicture(path) ? picture(Images.read(path)) : volume(Volumes.format(path));
    }
    spec.commandLine().getOut().println(Json.indented(node));
    return ExitCode.OK;
  }

  private static ObjectNode picture(RgbImage image) {
    return Json.object()
        .put("format", "picture")
        .put("width", image.width())
        .put("height", image.height());
  }

  private ObjectNode volume(VolumeFormat format) throws IOException {
    Volume volume = format.read(path);
    VolumeShape shape = volume.shape();
    Spacing spacing = volume.geometry().spacing();
    ObjectNode node = Json.object().put("format", format.name());
    node.set(
        "shape",
        shape.frames() == 1
            ? Json.array(shape.nx(), shape.ny(), shape.nz())
            : Json.array(shape.nx(), shape.ny(), shape.nz(), shape.frames()));
    node.set("spacing", Json.array(spacing.x(), spacing.y(), spacing.z()));
    node.put("axis_codes", volume.geometry().axisCodes());
    volume.sourceHeader().ifPresent(header -> node.put("geometry_from", header.geometrySource()));
    double[] rows = volume.geometry().affine().toRows();
    ArrayNode affine = node.putArray("affine");
    for (int row = 0; row < rows.length / 4; row++) {
      affine.add(Json.array(Arrays.copyOfRange(rows, 4 * row, 4 * row + 4)));
    }
    if (affine.size() == 3) {
      affine.add(Json.array(0.0, 0.0, 0.0, 1.0));
    }
    node.put("type", volume.elementType().name().toLowerCase(Locale.ROOT));
    node.put("min", volume.minimum());
    node.put("max", volume.maximum());
    node.put("sum", volume.sum());
    volume.labels().filter(labels -> isListed(volume, labels.size())).ifPresent(labels -> {
      ObjectNode counts = node.putObject("labels");
      labels.forEach((label, voxels) -> counts.put(Integer.toString(label), voxels));
    });
    return node;
  }

  private boolean isListed(Volume volume, int labels) {
    return anyLabels || (labels <= MAX_LABELS && LabelRule.isLabels(volume, labels));
  }

  private static ObjectNode dataset(Dataset dataset) {
    ObjectNode node = Json.object().put("format", "MSD task").put("task", dataset.name());
    ArrayNode modalities = node.putArray("modality");
    dataset.modalities().forEach(modalities::add);
    ObjectNode labels = node.putObject("labels");
    dataset.labels().forEach((number, name) -> labels.put(Integer.toString(number), name));
    ArrayNode cases = node.putArray("cases");
    dataset.cases().forEach(files -> cases.add(files.id()));
    ArrayNode skipped = node.putArray("skipped");
    dataset
        .skipped()
        .forEach(file ->
            skipped.addObject().put("file", file.file().toString()).put("reason", file.reason()));
    return node;
  }
}
