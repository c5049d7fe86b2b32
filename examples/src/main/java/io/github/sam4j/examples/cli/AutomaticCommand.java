package io.github.sam4j.examples.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sam4j.SamSegmenter;
import io.github.sam4j.automatic.AutomaticMask;
import io.github.sam4j.automatic.AutomaticMaskSettings;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.io.Images;
import io.github.sam4j.mask.Mask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Masks for everything on one picture. */
@Command(
    name = "automatic",
    mixinStandardHelpOptions = true,
    description =
        "Segments everything on a PNG or JPEG picture; writes JSON in the layout of SA-1B.")
final class AutomaticCommand implements Callable<Integer> {
  /** How masks are written. */
  enum Rle {
    /** Compressed COCO strings. */
    coco,
    /** Lists of counts. */
    uncompressed
  }

  @Option(names = "--image", required = true, paramLabel = "FILE", description = "PNG or JPEG")
  private Path image = Path.of("");

  @Mixin
  private AutomaticOptions automatic = new AutomaticOptions();

  @Mixin
  private ModelOptions model = new ModelOptions();

  @Option(
      names = "--rle",
      paramLabel = "FORM",
      description = "masks as ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Rle rle = Rle.coco;

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "result as JSON")
  private Path out = Path.of("");

  @Option(names = "--overlay", paramLabel = "FILE", description = "picture with all masks as PNG")
  private @Nullable Path overlay;

  @Override
  public Integer call() throws IOException {
    AutomaticMaskSettings settings = automatic.settings();
    OutputFiles.check(image, out, overlay);
    RgbImage picture = Images.read(image);
    List<AutomaticMask> masks;
    try (SamSegmenter sam = model.open();
        ProgressLine progress = ProgressLine.onStandardError()) {
      masks = sam.automatic(settings).generate(picture, progress);
    }
    if (overlay != null) {
      Images.writePng(draw(picture, masks), overlay);
    }
    Json.write(toJson(picture, masks), out);
    return ExitCode.OK;
  }

  private ObjectNode toJson(RgbImage picture, List<AutomaticMask> masks) {
    ObjectNode root = Json.object();
    root.putObject("image")
        .put("width", picture.width())
        .put("height", picture.height())
        .put("file_name", String.valueOf(image.getFileName()));
    ArrayNode annotations = root.putArray("annotations");
    for (AutomaticMask mask : masks) {
      ObjectNode node = annotations.addObject();
      node.put("id", annotations.size() - 1);
      node.set("segmentation", Json.segmentation(mask.mask(), rle == Rle.coco));
      node.set("bbox", Json.box(mask.box()));
      node.put("area", mask.mask().area());
      node.put("predicted_iou", mask.predictedIou());
      node.put("stability_score", mask.stabilityScore());
      node.putArray("point_coords")
          .add(Json.array(mask.point().x(), mask.point().y()));
      node.set(
          "crop_box",
          Json.array(
              mask.cropBox().x0(),
              mask.cropBox().y0(),
              mask.cropBox().width(),
              mask.cropBox().height()));
    }
    return root;
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
