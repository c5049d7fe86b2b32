// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Scores of a segmentation against a reference. */
@Command(
    name = "metrics",
    mixinStandardHelpOptions = true,
    description = {
      "Prints as JSON how well a segmentation agrees with a reference: two NIfTI label volumes, or two masks, each a PNG picture"
          + " or COCO run lengths in JSON. With --pairs, prints one line of JSON for each pair in a file.",
      "The scores of all labels together (or of one, with --label) are at the top, those of each label under \"labels\"."
          + " Undefined and infinite scores are null. docs/metrics.md explains every name."
    })
final class MetricsCommand implements Callable<Integer> {
  /** What counts as an object. */
  enum Instances {
    /** The connected components of the masks. */
    components,
    /** The labels of the volumes. */
    labels
  }

  @Option(names = "--reference", paramLabel = "FILE", description = "the ground truth")
  private @Nullable Path reference;

  @Option(names = "--prediction", paramLabel = "FILE", description = "the segmentation to score")
  private @Nullable Path prediction;

  @Option(
      names = "--pairs",
      paramLabel = "FILE.jsonl",
      description = "instead of --reference and --prediction: lines of JSON, each an object whose"
          + " fields reference and prediction are COCO run lengths; other fields are copied to the"
          + " output")
  private @Nullable Path pairs;

  @Option(
      names = "--label",
      paramLabel = "N",
      description = "score this label only, above 0; it may be missing from one or both volumes")
  private @Nullable Integer label;

  @Option(
      names = "--tolerance",
      paramLabel = "MM",
      split = ",",
      description = "tolerances of surface Dice in millimetres, in addition to 1 and 2")
  private List<Double> tolerances = new ArrayList<>();

  @Option(
      names = "--dimensions",
      paramLabel = "2|3",
      description =
          "whether a volume of one plane is scored as a picture (2) or as a volume (3) with"
              + " background above and below; default: as its header says")
  private @Nullable Integer dimensions;

  @Option(
      names = "--instances",
      paramLabel = "components|labels",
      description =
          "which objects are matched one to one: the connected components of the masks scored"
              + " at the top (default), or the labels of the volumes")
  private Instances instances = Instances.components;

  @Option(
      names = "--connectivity",
      paramLabel = "N",
      description = "neighbourhood of components: 6, 18 or 26 in a volume, 4 or 8 in a picture;"
          + " default: the largest")
  private @Nullable Integer connectivity;

  @Option(
      names = "--any-labels",
      description =
          "take the numbers of volumes for labels even if they look like intensities: more than"
              + " 32 of them that form no regions")
  private boolean anyLabels;

  @Mixin
  private GridOptions grid = new GridOptions();

  @Spec
  private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    checkNumbers();
    SortedSet<Double> allTolerances = new TreeSet<>(List.of(1.0, 2.0));
    allTolerances.addAll(tolerances);
    PairReport report = new PairReport(new MetricsReport(allTolerances), connectivity);
    PrintWriter out = spec.commandLine().getOut();
    if (pairs != null) {
      if (reference != null || prediction != null) {
        throw new IllegalArgumentException(
            "--pairs can't be combined with --reference or --prediction");
      }
      checkMaskOptions("--pairs");
      new PairLines(report).score(pairs, out);
    } else if (reference != null && prediction != null) {
      out.println(Json.indented(scores(reference, prediction, report)));
    } else {
      throw new IllegalArgumentException(
          "expected --reference FILE and --prediction FILE, or --pairs FILE");
    }
    return ExitCode.OK;
  }

  private ObjectNode scores(Path truth, Path found, PairReport report) throws IOException {
    Optional<MaskFile> truthMask = MaskFile.find(truth);
    Optional<MaskFile> foundMask = MaskFile.find(found);
    if (truthMask.isPresent() != foundMask.isPresent()) {
      throw new IllegalArgumentException("expected two label volumes or two masks (PNG or run"
          + " lengths), got one of each: " + truth + ", " + found);
    }
    ObjectNode node = Json.object();
    node.put("reference", truth.toString()).put("prediction", found.toString());
    if (truthMask.isPresent() && foundMask.isPresent()) {
      checkMaskOptions("PNG masks and run lengths");
      node.put("object", "foreground");
      report.addTo(node, masks(found, MaskSource.Both.read(truthMask.get(), foundMask.get())));
    } else {
      addVolumes(
          node,
          VolumePair.read(truth, found, grid.tolerance(), anyLabels || label != null, dimensions),
          report);
    }
    return node;
  }

  private static MaskPair masks(Path found, MaskSource.Both masks) {
    try {
      return MaskPair.of(masks.reference(), masks.prediction());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(found + ": " + e.getMessage(), e);
    }
  }

  private void checkNumbers() {
    for (double tolerance : tolerances) {
      if (!(tolerance >= 0 && tolerance < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("--tolerance must be at least 0 mm, got " + tolerance);
      }
    }
    if (instances == Instances.labels && (label != null || connectivity != null)) {
      throw new IllegalArgumentException(
          "--instances labels can't be combined with --label or --connectivity");
    }
    if (label != null && label < 1) {
      throw new IllegalArgumentException("--label must be above 0, got " + label);
    }
    if (dimensions != null && dimensions != 2 && dimensions != 3) {
      throw new IllegalArgumentException("--dimensions must be 2 or 3, got " + dimensions);
    }
  }

  private void checkMaskOptions(String given) {
    if (label != null || dimensions != null || instances == Instances.labels) {
      throw new IllegalArgumentException(
          "--label, --dimensions and --instances labels need label volumes, got " + given);
    }
  }

  private void addVolumes(ObjectNode node, VolumePair volumes, PairReport report) {
    MaskPair top = label == null ? volumes.foreground() : volumes.label(label);
    node.put("object", label == null ? "foreground" : "label " + label);
    PairReport.addHead(node, top);
    ObjectNode scores = report.scores().of(top);
    node.setAll(scores);
    node.set(
        "instances",
        instances == Instances.labels
            ? InstanceReport.of(volumes.labelledObjects(), "labels")
            : report.components(top));
    if (label != null) {
      return;
    }
    ObjectNode byLabel = node.putObject("labels");
    SortedSet<Integer> numbers = volumes.labels();
    for (int number : numbers) {
      // a single label is the whole foreground
      byLabel.set(
          Integer.toString(number),
          numbers.size() == 1 ? scores : report.scores().of(volumes.label(number)));
    }
  }
}
