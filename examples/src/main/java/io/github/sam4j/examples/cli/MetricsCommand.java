package io.github.sam4j.examples.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.image.Spacing;
import io.github.sam4j.io.Images;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.VoxelMask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
  /** What counts as an object. */
  enum Instances {
    /** The connected parts of the masks. */
    components,
    /** The labels of the volumes. */
    labels
  }

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

  @Option(
      names = "--instances",
      paramLabel = "components|labels",
      description = "what the objects are that are matched one to one: the connected components of"
          + " what is scored at the top (default), or the labels of the volumes")
  private Instances instances = Instances.components;

  @Option(
      names = "--connectivity",
      paramLabel = "N",
      description = "neighbours within a component: 6, 18 or 26 in a volume, 4 or 8 in a picture;"
          + " default: the largest")
  private @Nullable Integer connectivity;

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
    for (Path file : List.of(reference, prediction)) {
      if (pictures && !Images.isPng(file)) {
        throw new IllegalArgumentException(
            file + ": expected a PNG mask, found JPEG, which doesn't keep the values of a mask");
      }
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
      node.set("instances", components(pair));
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
    if (pictures && (label != null || dimensions != null || instances == Instances.labels)) {
      throw new IllegalArgumentException(
          "--label, --dimensions and --instances labels go with label volumes, got PNG masks");
    }
    if (instances == Instances.labels && (label != null || connectivity != null)) {
      throw new IllegalArgumentException(
          "--instances labels goes without --label and --connectivity");
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
    node.set("empty_policy", MetricsReport.emptyPolicy());
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
    VolumePair volumes = VolumePair.read(reference, prediction, dimensions);
    MaskPair top = label == null ? volumes.foreground() : volumes.label(label);
    addHead(node, top, label == null ? "foreground" : "label " + label);
    ObjectNode scores = report.of(top);
    node.setAll(scores);
    node.set(
        "instances",
        instances == Instances.labels
            ? InstanceReport.of(volumes.labelledObjects(), "labels")
            : components(top));
    if (label != null) {
      return;
    }
    ObjectNode byLabel = node.putObject("labels");
    SortedSet<Integer> numbers = volumes.labels();
    for (int number : numbers) {
      // a single label is the whole foreground
      byLabel.set(
          Integer.toString(number),
          numbers.size() == 1 ? scores : report.of(volumes.label(number)));
    }
  }

  private ObjectNode components(MaskPair pair) {
    List<Integer> possible = pair.planar() ? List.of(4, 8) : List.of(6, 18, 26);
    int neighbours = connectivity == null ? possible.get(possible.size() - 1) : connectivity;
    if (!possible.contains(neighbours)) {
      throw new IllegalArgumentException("--connectivity must be one of " + possible
          + (pair.planar() ? " in a picture" : " in a volume") + ", got " + neighbours);
    }
    return InstanceReport.of(
        pair.components(neighbours), "components of " + neighbours + " neighbours");
  }
}
