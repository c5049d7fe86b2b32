// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sam4j.SamSegmenter;
import io.github.sam4j.automatic.AutomaticMask;
import io.github.sam4j.automatic.AutomaticMaskSettings;
import io.github.sam4j.automatic.CandidatePool;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.io.Images;
import io.github.sam4j.mask.Mask;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Automatic masks of one picture. */
@Command(
    name = "automatic",
    mixinStandardHelpOptions = true,
    description =
        "Segments everything on a PNG or JPEG picture; writes JSON in the layout of SA-1B, "
            + "or a folder of PNG masks with metadata.csv.")
final class AutomaticCommand implements Callable<Integer> {
  /** Encodings of a mask in JSON. */
  enum Rle {
    /** Compressed COCO strings. */
    coco,
    /** Lists of counts. */
    uncompressed
  }

  @Mixin
  private PictureOptions image = new PictureOptions();

  @Mixin
  private AutomaticOptions automatic = new AutomaticOptions();

  @Mixin
  private ModelOptions model = new ModelOptions();

  @Option(
      names = "--rle",
      paramLabel = "FORM",
      description = "masks as ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Rle rle = Rle.coco;

  /** Where the masks are written: one of the two, or both. */
  static final class Outputs {
    @Option(names = "--out", paramLabel = "FILE", description = "masks as JSON")
    private @Nullable Path json;

    @Option(
        names = "--masks",
        paramLabel = "DIR",
        description = "a new or empty folder with one PNG per mask and metadata.csv")
    private @Nullable Path folder;
  }

  @ArgGroup(exclusive = false, multiplicity = "1")
  private Outputs out = new Outputs();

  @Option(
      names = "--overlay",
      paramLabel = "FILE",
      description = "PNG picture overlaid with all masks")
  private @Nullable Path overlay;

  @Option(names = "--timings", description = "print the time of each stage")
  private boolean timings;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    AutomaticMaskSettings settings = automatic.settings();
    OutputFiles.check(image.path(), out.json, overlay);
    if (out.folder != null) {
      MaskFolder.check(out.folder);
      OutputFiles.checkOutside(out.folder, out.json, overlay);
    }
    RgbImage picture = image.read();
    Found found = find(picture, settings);
    if (overlay != null) {
      Images.writePng(draw(picture, found.masks()), overlay);
    }
    if (out.folder != null) {
      MaskFolder.write(found.masks(), out.folder);
    }
    if (out.json != null) {
      Json.write(toJson(picture, found.masks()), out.json);
    }
    OutputFiles.printWritten(spec.commandLine().getOut(), out.json, out.folder, overlay);
    if (timings) {
      TimingsTable.print(found.times(), found.selection(), spec.commandLine().getOut());
    }
    return ExitCode.OK;
  }

  /** The masks and the time they took. */
  private record Found(List<AutomaticMask> masks, CandidatePool.Times times, Duration selection) {}

  private Found find(RgbImage picture, AutomaticMaskSettings settings) throws IOException {
    try (SamSegmenter sam = model.open()) {
      CandidatePool pool;
      try (ProgressLine progress = ProgressLine.onStandardError()) {
        pool =
            sam.automatic(settings).candidates(picture, CandidatePool.Floor.of(settings), progress);
      }
      model.printReuse(sam);
      long start = System.nanoTime();
      List<AutomaticMask> masks = pool.select(settings);
      return new Found(masks, pool.times(), Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private ObjectNode toJson(RgbImage picture, List<AutomaticMask> masks) {
    ObjectNode root = Json.object();
    root.putObject("image")
        .put("width", picture.width())
        .put("height", picture.height())
        .put("file_name", String.valueOf(image.path().getFileName()));
    ArrayNode annotations = root.putArray("annotations");
    for (AutomaticMask mask : masks) {
      annotations.add(annotation(annotations.size(), mask, rle));
    }
    return root;
  }

  static ObjectNode annotation(int id, AutomaticMask mask, Rle rle) {
    ObjectNode node = Json.object();
    node.put("id", id);
    node.set("segmentation", Json.segmentation(mask.mask(), rle == Rle.coco));
    node.set("bbox", Json.box(mask.box()));
    node.put("area", mask.mask().area());
    node.put("predicted_iou", mask.predictedIou());
    node.put("stability_score", mask.stabilityScore());
    node.putArray("point_coords").add(Json.array(mask.point().x(), mask.point().y()));
    node.set(
        "crop_box",
        Json.array(
            mask.cropBox().x0(),
            mask.cropBox().y0(),
            mask.cropBox().width(),
            mask.cropBox().height()));
    return node;
  }

  /** Large masks first, so that small ones stay visible. */
  private static RgbImage draw(RgbImage picture, List<AutomaticMask> masks) {
    return MaskPicture.draw(
        picture,
        masks.stream()
            .map(AutomaticMask::mask)
            .sorted(Comparator.comparingLong(Mask::area).reversed())
            .toList());
  }
}
