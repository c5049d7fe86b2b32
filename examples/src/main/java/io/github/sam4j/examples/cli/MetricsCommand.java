package io.github.sam4j.examples.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.io.Images;
import io.github.sam4j.io.Volumes;
import io.github.sam4j.io.volume.Axis;
import io.github.sam4j.io.volume.Slice;
import io.github.sam4j.io.volume.Volume;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.metrics.Overlap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
    for (Path file : List.of(reference, prediction)) {
      if (!Files.exists(file)) {
        throw new NoSuchFileException(file.toString());
      }
    }
    ObjectNode node = Json.object();
    node.put("reference", reference.toString()).put("prediction", prediction.toString());
    if (isPng(reference) && isPng(prediction)) {
      if (label != null) {
        throw new IllegalArgumentException("--label goes with label volumes, got PNG masks");
      }
      node.set(
          "foreground",
          scores(Overlap.between(mask(Images.read(reference)), mask(Images.read(prediction)))));
    } else {
      volumes(node);
    }
    spec.commandLine().getOut().println(Json.indented(node));
    return ExitCode.OK;
  }

  private static boolean isPng(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".png");
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
    if (label == null) {
      node.set("foreground", scores(overlap(truth, found, Slice::foreground)));
    }
    ObjectNode byLabel = node.putObject("labels");
    for (int number : label == null ? labels(truth, found) : new TreeSet<>(List.of(label))) {
      byLabel.set(
          Integer.toString(number), scores(overlap(truth, found, slice -> slice.label(number))));
    }
  }

  private void checkFit(Volume truth, Volume found) {
    if (!truth.shape().equals(found.shape())) {
      throw new IllegalArgumentException(prediction + ": expected the reference's shape "
          + truth.shape() + ", found " + found.shape());
    }
    double[] a = truth.geometry().affine().toRows();
    double[] b = found.geometry().affine().toRows();
    for (int i = 0; i < a.length; i++) {
      if (Math.abs(a[i] - b[i]) > GEOMETRY_TOLERANCE) {
        throw new IllegalArgumentException(prediction + ": expected the reference's geometry "
            + Arrays.toString(a) + ", found " + Arrays.toString(b));
      }
    }
  }

  private SortedSet<Integer> labels(Volume truth, Volume found) {
    SortedSet<Integer> labels = new TreeSet<>();
    for (Volume volume : List.of(truth, found)) {
      labels.addAll(volume
          .labels()
          .orElseThrow(() -> new IllegalArgumentException((volume == truth ? reference : prediction)
              + ": expected whole numbers as labels, found others"))
          .keySet());
    }
    labels.remove(0);
    return labels;
  }

  private static Overlap overlap(Volume truth, Volume found, Function<Slice, Mask> mask) {
    List<Slice> a = truth.slices(Axis.THROUGH_PLANE);
    List<Slice> b = found.slices(Axis.THROUGH_PLANE);
    Overlap sum = Overlap.NONE;
    for (int i = 0; i < a.size(); i++) {
      sum = sum.plus(Overlap.between(mask.apply(a.get(i)), mask.apply(b.get(i))));
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
