// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import io.github.sam4j.eval.protocol.AutomaticProtocol;
import io.github.sam4j.eval.protocol.Protocol;
import io.github.sam4j.eval.protocol.Protocols;
import io.github.sam4j.eval.run.Evaluation;
import io.github.sam4j.eval.run.Evaluation.ObjectsScored;
import io.github.sam4j.eval.run.Evaluation.SlicesUsed;
import io.github.sam4j.eval.run.VolumeMetric;
import io.github.sam4j.io.volume.Axis;
import io.github.sam4j.io.volume.GridTolerance;
import io.github.sam4j.io.volume.Intensity;
import io.github.sam4j.metrics.selection.MaskSelection;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for the evaluation: every choice that the paper leaves open. */
final class ProtocolOptions {
  private static final String ALL = "all";

  /** Slices to evaluate. */
  enum Slices {
    /** Those with ground truth. */
    positive,
    /** Every slice. */
    all
  }

  /** Objects to score. */
  enum ObjectSet {
    /** All labels merged, and each label of several. */
    both,
    /** All labels merged. */
    merged,
    /** Each label. */
    labels
  }

  @Option(
      names = "--protocols",
      paramLabel = "NAME",
      split = ",",
      description = "protocols to run on every slice, separated by commas: automatic, seeded, box,"
          + " mazurowski, clicks, noc, medsam, with options in the name as in seeded-5-random-joint;"
          + " or all (default: automatic,seeded,box,clicks)")
  private List<String> protocols = List.of(AutomaticProtocol.NAME, "seeded", "box", "clicks");

  @Option(
      names = "--selections",
      paramLabel = "SET",
      split = ",",
      description = "rules that select from the automatic masks: all, paper (the paper's four), or"
          + " names such as BEST_IOU,IOU_GT_050_BEST (default: all)")
  private List<String> selections = List.of(ALL);

  @Option(
      names = "--axis",
      paramLabel = "AXIS",
      description = "through_plane, axial, coronal or sagittal (default: through_plane)")
  private String axis = "through_plane";

  @Option(
      names = "--slices",
      paramLabel = "WHICH",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Slices slices = Slices.positive;

  @Option(
      names = "--objects",
      paramLabel = "WHICH",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private ObjectSet objects = ObjectSet.both;

  @Option(
      names = "--intensity",
      paramLabel = "POLICY",
      description = "minmax, minmax-slice, percentile (0.5 to 99.5, non-zero), percentile-medsam"
          + " (the same, zeros stay black), zero-to-max-slice or ct:LEVEL/WIDTH; default: by the data"
          + " set, for CT ct:40/400 (lung tasks: its window), else minmax")
  private @Nullable String intensity;

  @Option(
      names = "--channel",
      paramLabel = "N",
      description =
          "channel of images with several, in one file or in a file each, from 0 (default: ${DEFAULT-VALUE})")
  private int channel;

  @Option(
      names = "--volume-metrics",
      paramLabel = "NAME",
      split = ",",
      description =
          "also score each volume in three dimensions, into volume_metrics.csv, by metrics"
              + " such as dice,iou,hd95,assd_pooled,nsd_2mm (default: none)")
  private List<String> volumeMetrics = List.of();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "seed of the random choices of protocols (default: ${DEFAULT-VALUE})")
  private long seed;

  /**
   * Returns the evaluation that these options describe.
   *
   * @param grid how far apart voxels of image and labels may lie
   */
  Evaluation evaluation(GridTolerance grid) {
    Evaluation.Builder builder = Evaluation.builder(protocols())
        .axis(axis())
        .slices(slices == Slices.all ? SlicesUsed.ALL : SlicesUsed.WITH_TRUTH)
        .objects(
            switch (objects) {
              case both -> ObjectsScored.MERGED_AND_LABELS;
              case merged -> ObjectsScored.MERGED;
              case labels -> ObjectsScored.LABELS;
            })
        .channel(channel)
        .gridTolerance(grid)
        .volumeMetrics(volumeMetrics.stream().map(ProtocolOptions::volumeMetric).toList());
    if (intensity != null) {
      builder.intensity(intensity(intensity));
    }
    return builder.build();
  }

  /** Returns whether one of the protocols uses automatic masks. */
  boolean usesAutomaticMasks() {
    return protocols.contains(AutomaticProtocol.NAME) || protocols.contains(ALL);
  }

  private List<Protocol> protocols() {
    Set<String> names = new LinkedHashSet<>();
    for (String name : protocols) {
      if (name.equals(ALL)) {
        names.add(AutomaticProtocol.NAME);
        names.addAll(Protocols.names());
      } else {
        names.add(name);
      }
    }
    List<Protocol> chosen = new ArrayList<>();
    for (String name : names) {
      chosen.add(
          name.equals(AutomaticProtocol.NAME)
              ? AutomaticProtocol.of(List.copyOf(selections()))
              : protocol(name));
    }
    return chosen;
  }

  private Protocol protocol(String name) {
    try {
      return Protocols.named(name, seed);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "--protocols: " + name + ": all, automatic, or " + e.getMessage(), e);
    }
  }

  private Set<MaskSelection> selections() {
    Set<MaskSelection> chosen = new LinkedHashSet<>();
    for (String name : selections) {
      switch (name) {
        case ALL -> chosen.addAll(MaskSelection.all());
        case "paper" -> chosen.addAll(MaskSelection.paper());
        default -> chosen.add(selection(name));
      }
    }
    return chosen;
  }

  private static MaskSelection selection(String name) {
    try {
      return MaskSelection.named(name);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--selections: all, paper, or " + e.getMessage(), e);
    }
  }

  private static VolumeMetric volumeMetric(String name) {
    try {
      return VolumeMetric.named(name);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--volume-metrics: " + e.getMessage(), e);
    }
  }

  private Axis axis() {
    try {
      return Axis.valueOf(axis.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "--axis must be through_plane, axial, coronal or sagittal, got " + axis, e);
    }
  }

  private static Intensity intensity(String text) {
    return switch (text) {
      case "minmax" -> Intensity.minMaxVolume();
      case "minmax-slice" -> Intensity.minMaxSlice();
      case "percentile" -> Intensity.percentile(0.5, 99.5);
      case "percentile-medsam" -> Intensity.percentileWithBlackZeros(0.5, 99.5);
      case "zero-to-max-slice" -> Intensity.zeroToMaxSlice();
      default -> ctWindow(text);
    };
  }

  private static Intensity ctWindow(String text) {
    String[] window = text.startsWith("ct:") ? text.substring(3).split("/", -1) : new String[0];
    if (window.length != 2) {
      throw new IllegalArgumentException("--intensity must be minmax, minmax-slice, percentile,"
          + " percentile-medsam, zero-to-max-slice or ct:LEVEL/WIDTH, got " + text);
    }
    try {
      return Intensity.ctWindow(Double.parseDouble(window[0]), Double.parseDouble(window[1]));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--intensity ct:LEVEL/WIDTH needs numbers, got " + text, e);
    }
  }
}
