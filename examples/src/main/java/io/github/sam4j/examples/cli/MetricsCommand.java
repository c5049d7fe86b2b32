package io.github.sam4j.examples.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.image.Spacing;
import io.github.sam4j.io.Images;
import io.github.sam4j.io.Volumes;
import io.github.sam4j.io.volume.Affine;
import io.github.sam4j.io.volume.Volume;
import io.github.sam4j.io.volume.VolumeShape;
import io.github.sam4j.mask.LabelGrid;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.VoxelMask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
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
    description = {
      "Prints as JSON how a segmentation agrees with a reference: two NIfTI label volumes, or two PNG masks.",
      "Scores of all labels together (or of one, with --label) are at the top, those of each label under \"labels\"."
          + " Undefined and infinite scores are null. docs/metrics.md tells what every name means."
    })
final class MetricsCommand implements Callable<Integer> {
  /** Voxels of both volumes must lie at the same place to within this, in millimetres. */
  private static final double GEOMETRY_TOLERANCE = 1e-3;

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
      description = "one label only, above 0; it may be missing from either volume or both")
  private @Nullable Integer label;

  @Option(
      names = "--tolerance",
      paramLabel = "MM",
      split = ",",
      description = "further tolerances of surface Dice in millimetres, besides 1 and 2")
  private List<Double> tolerances = new ArrayList<>();

  @Option(
      names = "--dimensions",
      paramLabel = "2|3",
      description = "whether a volume of one plane is a picture (2) or a volume (3), whose voxels"
          + " all have background above and below; default: what its header says")
  private @Nullable Integer dimensions;

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
    checkOptions(pictures);
    SortedSet<Double> allTolerances = new TreeSet<>(List.of(1.0, 2.0));
    allTolerances.addAll(tolerances);
    MetricsReport report = new MetricsReport(allTolerances);
    ObjectNode node = Json.object();
    node.put("reference", reference.toString()).put("prediction", prediction.toString());
    if (pictures) {
      MaskPair pair = pictures();
      addHead(node, pair, "foreground");
      node.setAll(report.of(pair));
    } else {
      addVolumes(node, report);
    }
    spec.commandLine().getOut().println(Json.indented(node));
    return ExitCode.OK;
  }

  private void checkOptions(boolean pictures) {
    for (double tolerance : tolerances) {
      if (!(tolerance >= 0 && tolerance < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("--tolerance must be at least 0 mm, got " + tolerance);
      }
    }
    if (pictures && (label != null || dimensions != null)) {
      throw new IllegalArgumentException(
          (label == null ? "--dimensions" : "--label") + " goes with label volumes, got PNG masks");
    }
    if (label != null && label < 1) {
      throw new IllegalArgumentException("--label must be above 0, got " + label);
    }
    if (dimensions != null && dimensions != 2 && dimensions != 3) {
      throw new IllegalArgumentException("--dimensions must be 2 or 3, got " + dimensions);
    }
  }

  private static void addHead(ObjectNode node, MaskPair pair, String object) {
    VoxelMask mask = pair.reference();
    Spacing spacing = pair.spacing();
    if (pair.planar()) {
      node.set("shape", Json.array(mask.width(), mask.height()));
      node.set("spacing_mm", Json.array(spacing.x(), spacing.y()));
    } else {
      node.set("shape", Json.array(mask.width(), mask.height(), mask.depth()));
      node.set("spacing_mm", Json.array(spacing.x(), spacing.y(), spacing.z()));
    }
    node.put("object", object);
  }

  private MaskPair pictures() throws IOException {
    RgbImage truth = Images.read(reference);
    RgbImage found = Images.read(prediction);
    if (truth.width() != found.width() || truth.height() != found.height()) {
      throw new IllegalArgumentException(
          prediction + ": expected the reference's size " + truth.width() + "x" + truth.height()
              + ", found " + found.width() + "x" + found.height());
    }
    return new MaskPair(mask(truth), mask(found), Spacing.UNIT, /* planar= */ true);
  }

  private static VoxelMask mask(RgbImage image) {
    return VoxelMask.ofPlanes(List.of(Mask.of(
        image.width(),
        image.height(),
        (x, y) -> (image.sample(x, y, 0) | image.sample(x, y, 1) | image.sample(x, y, 2)) != 0)));
  }

  private void addVolumes(ObjectNode node, MetricsReport report) throws IOException {
    Volume truth = Volumes.read(reference);
    Volume found = Volumes.read(prediction);
    checkFit(truth, found);
    LabelGrid truthLabels = labels(reference, truth);
    LabelGrid foundLabels = labels(prediction, found);
    Spacing spacing = truth.geometry().spacing();
    boolean planar = isPlanar(truth);
    if (label != null) {
      MaskPair one = pair(truthLabels, foundLabels, label, spacing, planar);
      addHead(node, one, "label " + label);
      node.setAll(report.of(one));
      return;
    }
    MaskPair all = new MaskPair(
        VoxelMask.foreground(truthLabels), VoxelMask.foreground(foundLabels), spacing, planar);
    addHead(node, all, "foreground");
    ObjectNode scores = report.of(all);
    node.setAll(scores);
    ObjectNode byLabel = node.putObject("labels");
    SortedSet<Integer> numbers = numbers(truth, found);
    for (int number : numbers) {
      // a single label is the whole foreground
      ObjectNode ofLabel = numbers.size() == 1
          ? scores
          : report.of(pair(truthLabels, foundLabels, number, spacing, planar));
      byLabel.set(Integer.toString(number), ofLabel);
    }
  }

  private static MaskPair pair(
      LabelGrid truth, LabelGrid found, int number, Spacing spacing, boolean planar) {
    return new MaskPair(
        VoxelMask.label(truth, number), VoxelMask.label(found, number), spacing, planar);
  }

  /** The labels of either volume. */
  private static SortedSet<Integer> numbers(Volume truth, Volume found) {
    SortedSet<Integer> numbers = new TreeSet<>(truth.labels().orElseThrow().keySet());
    numbers.addAll(found.labels().orElseThrow().keySet());
    numbers.removeIf(number -> number < 1);
    return numbers;
  }

  private static LabelGrid labels(Path file, Volume volume) {
    try {
      return volume.asLabels();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  private boolean isPlanar(Volume volume) {
    if (dimensions == null) {
      return volume.isPlanar();
    }
    if (dimensions == 2 && volume.shape().nz() != 1) {
      throw new IllegalArgumentException(reference
          + ": expected one plane for --dimensions 2, found " + volume.shape().nz());
    }
    return dimensions == 2;
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
    Affine expected = truth.geometry().affine();
    Affine actual = found.geometry().affine();
    for (int corner = 0; corner < 8; corner++) {
      int i = (corner & 1) == 0 ? 0 : shape.nx() - 1;
      int j = (corner & 2) == 0 ? 0 : shape.ny() - 1;
      int k = (corner & 4) == 0 ? 0 : shape.nz() - 1;
      double[] a = expected.toWorld(i, j, k);
      double[] b = actual.toWorld(i, j, k);
      double apart = Math.hypot(Math.hypot(a[0] - b[0], a[1] - b[1]), a[2] - b[2]);
      if (!(apart <= GEOMETRY_TOLERANCE)) {
        throw new IllegalArgumentException(prediction + ": expected the reference's affine, with"
            + " corners no more than " + GEOMETRY_TOLERANCE + " mm apart; voxel (" + i + ", " + j
            + ", " + k + ") is " + apart + " mm off: expected rows "
            + Arrays.toString(expected.toRows()) + ", found " + Arrays.toString(actual.toRows()));
      }
    }
  }

  private static String text(VolumeShape shape) {
    return shape.nx() + "x" + shape.ny() + "x" + shape.nz()
        + (shape.frames() == 1 ? "" : "x" + shape.frames());
  }
}
