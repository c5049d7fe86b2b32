package io.github.sam4j.examples.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.io.Images;
import io.github.sam4j.io.Volumes;
import io.github.sam4j.io.volume.Slice;
import io.github.sam4j.io.volume.Volume;
import io.github.sam4j.io.volume.VolumeShape;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.metrics.Overlap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Scores of a segmentation against a reference. */
@Command(
    name = "metrics",
    mixinStandardHelpOptions = true,
    description =
        "Prints as JSON how a segmentation agrees with a reference: two NIfTI label volumes, or two PNG masks.")
final class MetricsCommand implements Callable<Integer> {
  /** Voxels of both volumes must lie at the same place to within this, in millimetres. */
  private static final double GEOMETRY_TOLERANCE = 0.01;

  @Option(names = "--reference", required = true, paramLabel = "FILE", description = "the truth")
  private Path reference = Path.of("");

  @Option(
      names = "--prediction",
      required = true,
      paramLabel = "FILE",
      description = "what is scored")
  private Path prediction = Path.of("");

  @Option(
      names = "--label",
      paramLabel = "N",
      description = "one label only; default: all labels, and all of them together")
  private @Nullable Integer label;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    boolean pictures = Images.isPicture(reference);
    if (pictures != Images.isPicture(prediction)) {
      throw new IllegalArgumentException(
          "expected two label volumes or two PNG masks, got one of each: " + reference + ", "
              + prediction);
    }
    ObjectNode node = Json.object();
    node.put("reference", reference.toString()).put("prediction", prediction.toString());
    if (pictures) {
      if (label != null) {
        throw new IllegalArgumentException("--label goes with label volumes, got PNG masks");
      }
      node.set("foreground", scores(pictures()));
    } else {
      volumes(node);
    }
    spec.commandLine().getOut().println(Json.indented(node));
    return ExitCode.OK;
  }

  private Overlap pictures() throws IOException {
    RgbImage truth = Images.read(reference);
    RgbImage found = Images.read(prediction);
    if (truth.width() != found.width() || truth.height() != found.height()) {
      throw new IllegalArgumentException(
          prediction + ": expected the reference's size " + truth.width() + "x" + truth.height()
              + ", found " + found.width() + "x" + found.height());
    }
    return Overlap.between(mask(truth), mask(found));
  }

  private static Mask mask(RgbImage image) {
    return Mask.of(
        image.width(),
        image.height(),
        (x, y) -> (image.sample(x, y, 0) | image.sample(x, y, 1) | image.sample(x, y, 2)) != 0);
  }

  private void volumes(ObjectNode node) throws IOException {
    Volume truth = Volumes.read(reference);
    Volume found = Volumes.read(prediction);
    checkFit(truth, found);
    SortedSet<Integer> labels = labels(truth, found);
    if (label == null) {
      node.set("foreground", scores(overlap(truth, found, Slice::foreground)));
    } else if (labels.contains(label)) {
      labels.removeIf(number -> !number.equals(label));
    } else {
      throw new IllegalArgumentException(
          "label " + label + " is in neither volume, found the labels " + labels);
    }
    ObjectNode byLabel = node.putObject("labels");
    for (int number : labels) {
      byLabel.set(
          Integer.toString(number), scores(overlap(truth, found, slice -> slice.label(number))));
    }
  }

  private void checkFit(Volume truth, Volume found) {
    if (truth.shape().frames() != 1) {
      throw new IllegalArgumentException(
          reference + ": expected one frame, found " + truth.shape().frames());
    }
    if (!truth.shape().equals(found.shape())) {
      throw new IllegalArgumentException(prediction + ": expected the reference's shape "
          + text(truth.shape()) + ", found " + text(found.shape()));
    }
    VolumeShape shape = truth.shape();
    for (int corner = 0; corner < 8; corner++) {
      int i = (corner & 1) == 0 ? 0 : shape.nx() - 1;
      int j = (corner & 2) == 0 ? 0 : shape.ny() - 1;
      int k = (corner & 4) == 0 ? 0 : shape.nz() - 1;
      double[] a = truth.geometry().affine().toWorld(i, j, k);
      double[] b = found.geometry().affine().toWorld(i, j, k);
      if (Math.hypot(Math.hypot(a[0] - b[0], a[1] - b[1]), a[2] - b[2]) > GEOMETRY_TOLERANCE) {
        throw new IllegalArgumentException(prediction + ": expected voxel (" + i + ", " + j + ", "
            + k + ") where the reference has it, at " + Arrays.toString(a) + " mm, found "
            + Arrays.toString(b));
      }
    }
  }

  private static String text(VolumeShape shape) {
    return shape.nx() + "x" + shape.ny() + "x" + shape.nz()
        + (shape.frames() == 1 ? "" : "x" + shape.frames());
  }

  /** The labels above 0, which is background, in either volume. */
  private SortedSet<Integer> labels(Volume truth, Volume found) {
    SortedSet<Integer> labels = new TreeSet<>();
    for (Volume volume : List.of(truth, found)) {
      labels.addAll(volume
          .labels()
          .orElseThrow(() -> new IllegalArgumentException((volume == truth ? reference : prediction)
              + ": expected whole numbers as labels, found others"))
          .keySet());
    }
    labels.removeIf(number -> number <= 0);
    return labels;
  }

  private static Overlap overlap(Volume truth, Volume found, Function<Slice, Mask> mask) {
    List<Slice> a = truth.planes();
    List<Slice> b = found.planes();
    Overlap sum = Overlap.NONE;
    for (int k = 0; k < a.size(); k++) {
      sum = sum.plus(Overlap.between(mask.apply(a.get(k)), mask.apply(b.get(k))));
    }
    return sum;
  }

  private static ObjectNode scores(Overlap overlap) {
    return Json.object()
        .put("true_positives", overlap.truePositives())
        .put("false_positives", overlap.falsePositives())
        .put("false_negatives", overlap.falseNegatives())
        .put("dice", overlap.dice())
        .put("iou", overlap.iou());
  }
}
