// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.run;

import io.github.sam4j.eval.dataset.CaseReader;
import io.github.sam4j.eval.dataset.Dataset;
import io.github.sam4j.eval.dataset.LabelledVolume;
import io.github.sam4j.eval.predictor.SlicePredictor;
import io.github.sam4j.eval.predictor.SlicePredictor.PreparedSlice;
import io.github.sam4j.eval.protocol.Protocol;
import io.github.sam4j.eval.result.RunResult;
import io.github.sam4j.eval.result.SliceId;
import io.github.sam4j.eval.result.SliceRecord;
import io.github.sam4j.eval.run.Journals.JournalException;
import io.github.sam4j.image.internal.settings.SetOnce;
import io.github.sam4j.io.volume.Axis;
import io.github.sam4j.io.volume.GridTolerance;
import io.github.sam4j.io.volume.Intensity;
import io.github.sam4j.progress.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates data sets: the protocols and all settings that they share.
 *
 * <pre>{@code
 * RunResult result = Evaluation.of(List.of(AutomaticProtocol.of(MaskSelection.paper())))
 *     .run(SlicePredictor.of(sam, settings), List.of(Datasets.msd(folder)), journal, Progress.none());
 * }</pre>
 *
 * <p>Each slice is prepared once for all protocols and objects. Immutable.
 */
public final class Evaluation {
  private final List<Protocol> protocols;
  private final CaseReader reader;
  private final SlicesUsed slicesUsed;
  private final ObjectsScored objectsScored;
  private final List<VolumeMetric> volumeMetrics;

  private Evaluation(Builder builder) {
    protocols = builder.protocols;
    reader = new CaseReader(
        builder.axis,
        builder.channel,
        Optional.ofNullable(builder.intensity),
        builder.gridTolerance);
    slicesUsed = builder.slicesUsed;
    objectsScored = builder.objectsScored;
    volumeMetrics = builder.volumeMetrics;
  }

  /**
   * Returns an evaluation with the defaults: slices with truth through the plane, the merged labels
   * and each of several, intensities of each data set.
   *
   * @throws IllegalArgumentException if there are no protocols, or two of one name
   */
  public static Evaluation of(List<? extends Protocol> protocols) {
    return builder(protocols).build();
  }

  /**
   * Returns a builder with the defaults.
   *
   * @throws IllegalArgumentException if there are no protocols, or two of one name
   */
  public static Builder builder(List<? extends Protocol> protocols) {
    return new Builder(protocols);
  }

  /** Returns the protocols, in the order in which they run. */
  public List<Protocol> protocols() {
    return protocols;
  }

  /** Returns how cases are read. */
  public CaseReader reader() {
    return reader;
  }

  /** Returns which slices are evaluated. */
  public SlicesUsed slicesUsed() {
    return slicesUsed;
  }

  /** Returns which objects are scored. */
  public ObjectsScored objectsScored() {
    return objectsScored;
  }

  /** Returns by which metrics whole volumes are scored, in the order of their columns. */
  public List<VolumeMetric> volumeMetrics() {
    return volumeMetrics;
  }

  /**
   * Runs over data sets, or continues an earlier run with this journal after its last finished
   * slice. Slices and volumes that failed are tried again.
   *
   * @param predictor used, not closed
   * @param journal a file that holds finished slices; created if it doesn't exist
   * @param progress receives the progress, and can cancel
   * @return the results of all slices, whichever run they are from; valid as long as the journal is
   * @throws JournalException if the journal is that of other options, data or another model, or is
   *     damaged or in use
   * @throws IOException if a file can't be read to fingerprint it, or the journal can't be written
   * @throws IllegalArgumentException if two data sets have one name, or the predictor lacks a
   *     capability that a protocol needs
   * @throws java.util.concurrent.CancellationException if the progress listener or an interrupt of
   *     this thread ended the run; the journal holds what was finished
   */
  public RunResult run(
      SlicePredictor predictor, List<Dataset> datasets, Path journal, Progress progress)
      throws IOException {
    return run(predictor, datasets, journal, JournalUse.CONTINUE, progress);
  }

  /**
   * Does what {@link #run(SlicePredictor, List, Path, Progress)} does, or restarts.
   *
   * @param use the treatment of slices that the journal already has
   */
  public RunResult run(
      SlicePredictor predictor,
      List<Dataset> datasets,
      Path journal,
      JournalUse use,
      Progress progress)
      throws IOException {
    checkCapabilities(predictor);
    return new DatasetRun(this, predictor, datasets).run(journal, use, progress);
  }

  /**
   * Runs over one volume, without a journal and without scores in three dimensions.
   *
   * @param predictor used, not closed
   * @param task name of the data set in results
   * @param caseId name of the volume in results
   * @param labels names of the foreground labels by number
   * @param results receives every slice as soon as it is finished
   * @param progress receives the progress, and can cancel
   * @throws IllegalArgumentException if the predictor lacks a capability that a protocol needs
   * @throws java.util.concurrent.CancellationException if the progress listener or an interrupt of
   *     this thread ended the run
   */
  public void run(
      SlicePredictor predictor,
      String task,
      String caseId,
      LabelledVolume volume,
      SortedMap<Integer, String> labels,
      Consumer<SliceRecord> results,
      Progress progress) {
    checkCapabilities(predictor);
    SliceReader slices = slices();
    List<Integer> indices = slices.slices(volume);
    int[] done = {0};
    try {
      new SlicePipeline(predictor, protocols)
          .run(
              into -> indices.forEach(index -> into.accept(slices.read(
                  new SliceId(task, caseId, index, volume.sliceCount()), volume, labels))),
              slice -> {
                results.accept(slice);
                done[0]++;
                progress.update((double) done[0] / indices.size(), slice.slice().toString());
              },
              progress);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void checkCapabilities(SlicePredictor predictor) {
    for (Protocol protocol : protocols) {
      for (Class<? extends PreparedSlice> needed : protocol.needs()) {
        if (!predictor.capabilities().contains(needed)) {
          throw new IllegalArgumentException("protocol " + protocol.name()
              + " needs slices that are " + needed.getSimpleName() + ", got a predictor of "
              + predictor.capabilities().stream()
                  .map(Class::getSimpleName)
                  .sorted()
                  .collect(Collectors.joining(", ", "[", "]")));
        }
      }
    }
  }

  SliceReader slices() {
    return new SliceReader(slicesUsed, objectsScored);
  }

  /** Selects slices of a volume. */
  public enum SlicesUsed {
    /** Those that contain any label. */
    WITH_TRUTH,
    /** Every slice, which counts false positives too. */
    ALL
  }

  /** Selects the objects of a slice. */
  public enum ObjectsScored {
    /** All labels merged, and each label of a data set that has several. */
    MERGED_AND_LABELS,
    /** All labels merged. */
    MERGED,
    /** Each label. */
    LABELS
  }

  /** The treatment of slices that a journal already has. */
  public enum JournalUse {
    /** They count as finished. */
    CONTINUE,
    /**
     * They are discarded, whichever run they are from; a file that is not a journal is still
     * refused.
     */
    RESTART
  }

  /** Settings of an evaluation; each may be set once. Not safe for use by several threads. */
  public static final class Builder {
    private final SetOnce set = new SetOnce();
    private final List<Protocol> protocols;
    private Axis axis = Axis.THROUGH_PLANE;
    private int channel;
    private @Nullable Intensity intensity;
    private GridTolerance gridTolerance = GridTolerance.DEFAULT;
    private SlicesUsed slicesUsed = SlicesUsed.WITH_TRUTH;
    private ObjectsScored objectsScored = ObjectsScored.MERGED_AND_LABELS;
    private List<VolumeMetric> volumeMetrics = List.of();

    private Builder(List<? extends Protocol> protocols) {
      this.protocols = List.copyOf(protocols);
      List<String> names = new ArrayList<>();
      for (Protocol protocol : protocols) {
        if (names.contains(protocol.name())) {
          throw new IllegalArgumentException(
              "protocols must have different names, got " + protocol.name() + " twice");
        }
        names.add(protocol.name());
      }
      if (names.isEmpty()) {
        throw new IllegalArgumentException("an evaluation needs at least one protocol, got none");
      }
    }

    /** Sets the axis across which volumes are cut. */
    public Builder axis(Axis value) {
      axis = set.once("axis", value);
      return this;
    }

    /** Sets the channel of images that have several, in one file or in a file each, from 0. */
    public Builder channel(int value) {
      channel = set.once("channel", value);
      return this;
    }

    /** Sets how values become grey, for all data sets. */
    public Builder intensity(Intensity value) {
      intensity = set.once("intensity", value);
      return this;
    }

    /** Sets how far apart voxels of image and labels may lie by their affines. */
    public Builder gridTolerance(GridTolerance value) {
      gridTolerance = set.once("gridTolerance", value);
      return this;
    }

    /** Sets which slices are evaluated. */
    public Builder slices(SlicesUsed value) {
      slicesUsed = set.once("slices", value);
      return this;
    }

    /** Sets which objects are scored. */
    public Builder objects(ObjectsScored value) {
      objectsScored = set.once("objects", value);
      return this;
    }

    /**
     * Sets by which metrics each volume is scored in three dimensions as soon as all of its slices
     * are finished; none by default. The slices on which a selection has a result are stacked, all
     * others count as empty. Pictures have no such scores.
     *
     * @throws IllegalArgumentException if two metrics have one name
     */
    public Builder volumeMetrics(List<VolumeMetric> value) {
      if (value.stream().map(metric -> metric.key().name()).distinct().count() < value.size()) {
        throw new IllegalArgumentException("metrics must have different names, got " + value);
      }
      volumeMetrics = List.copyOf(set.once("volumeMetrics", value));
      return this;
    }

    /**
     * Returns the evaluation.
     *
     * @throws IllegalArgumentException if the channel is negative
     */
    public Evaluation build() {
      return new Evaluation(this);
    }
  }
}
