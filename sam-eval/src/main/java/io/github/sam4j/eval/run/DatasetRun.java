// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.run;

import io.github.sam4j.eval.dataset.Dataset;
import io.github.sam4j.eval.dataset.Dataset.LabelledCase;
import io.github.sam4j.eval.dataset.LabelledVolume;
import io.github.sam4j.eval.predictor.SlicePredictor;
import io.github.sam4j.eval.result.RunDescription;
import io.github.sam4j.eval.result.RunResult;
import io.github.sam4j.eval.result.SliceId;
import io.github.sam4j.eval.result.SliceRecord;
import io.github.sam4j.eval.run.Evaluation.JournalUse;
import io.github.sam4j.image.internal.jvm.Interruption;
import io.github.sam4j.progress.Progress;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** One run of an evaluation over data sets. */
final class DatasetRun {
  private static final double NANOS = 1e9;

  private final Evaluation evaluation;
  private final SlicePredictor predictor;
  private final List<Dataset> datasets;
  private final SliceReader slices;

  /** Fraction of this process's work that is done after a slice, for slices in progress. */
  private final Map<SliceId, Double> shares = new ConcurrentHashMap<>();

  DatasetRun(Evaluation evaluation, SlicePredictor predictor, List<Dataset> datasets) {
    this.evaluation = evaluation;
    this.predictor = predictor;
    this.datasets = List.copyOf(datasets);
    this.slices = evaluation.slices();
    checkNames(datasets);
  }

  private static void checkNames(List<Dataset> datasets) {
    Set<String> names = new HashSet<>();
    for (Dataset dataset : datasets) {
      if (!names.add(dataset.name())) {
        throw new IllegalArgumentException(
            "data sets must have different names, got " + dataset.name() + " twice");
      }
    }
  }

  private record Case(Dataset dataset, LabelledCase files) {
    String task() {
      return dataset.name();
    }

    String id() {
      return files.id();
    }

    /** Returns the id of the whole volume, for one that can't be read. */
    SliceId whole() {
      return SliceId.ofWholeVolume(task(), id());
    }
  }

  RunResult run(Path file, JournalUse use, Progress progress) throws IOException {
    RunDescription description =
        Descriptions.of(evaluation, predictor, datasets, progress::checkContinued);
    try (Journal journal = Journal.open(file, description, use == JournalUse.RESTART)) {
      List<Case> cases = new ArrayList<>();
      for (Dataset dataset : datasets) {
        dataset.cases().forEach(each -> cases.add(new Case(dataset, each)));
      }
      List<Case> open =
          cases.stream().filter(each -> !journal.isDone(each.task(), each.id())).toList();
      progress.update(0, cases.size() - open.size() + " of " + cases.size() + " volumes are done");
      for (Case each : cases) {
        write(() -> scoreVolume(journal, each.task(), each.id(), progress));
      }
      Report report = new Report(progress);
      new SlicePipeline(predictor, evaluation.protocols())
          .run(
              into -> read(journal, open, into),
              slice -> {
                write(() -> {
                  journal.add(slice);
                  scoreVolume(journal, slice.slice().task(), slice.slice().caseId(), progress);
                });
                report.slice(slice, Objects.requireNonNull(shares.remove(slice.slice())));
              },
              progress);
      progress.update(1, "all slices");
      return result(journal, cases);
    }
  }

  /** Adds lines to the journal. */
  @FunctionalInterface
  private interface Writing {
    void run() throws IOException;
  }

  /**
   * Scores a volume in three dimensions if that is configured, not yet done, and its slices are
   * finished.
   */
  private void scoreVolume(Journal journal, String task, String caseId, Progress progress)
      throws IOException {
    progress.checkContinued();
    if (evaluation.volumeMetrics().isEmpty()
        || journal.volume(task, caseId).isPresent()
        || !journal.isDone(task, caseId)) {
      return;
    }
    JournalFormat.Planned plan = journal.planned(task, caseId).orElseThrow();
    if (plan.spacing().isPresent() && !plan.slices().isEmpty()) {
      journal.add(new VolumeScorer(plan, plan.spacing().get(), evaluation.volumeMetrics())
          .score(journal.read(task, caseId), progress::checkContinued));
    }
  }

  /** An interrupt while a line is written cancels the run; it is no failure of the disk. */
  private static void write(Writing lines) throws IOException {
    try {
      lines.run();
    } catch (ClosedByInterruptException e) {
      throw Interruption.cancelled("interrupted", e);
    }
  }

  private void read(Journal journal, List<Case> open, Consumer<SliceWork> into) throws IOException {
    for (int c = 0; c < open.size(); c++) {
      Case each = open.get(c);
      LabelledVolume volume;
      JournalFormat.Planned plan;
      try {
        volume = evaluation.reader().read(each.dataset(), each.files());
        plan = new JournalFormat.Planned(
            each.task(),
            each.id(),
            volume.sliceCount(),
            slices.slices(volume),
            volume.isPicture() ? Optional.empty() : Optional.of(volume.spacing()),
            LabelDifference.of(volume, each.dataset().labels()));
      } catch (IOException | RuntimeException e) {
        shares.put(each.whole(), (c + 1.0) / open.size());
        into.accept(SliceWork.failed(each.whole(), e));
        continue;
      }
      if (journal.planned(each.task(), each.id()).isEmpty()) {
        journal.add(plan);
      }
      List<SliceId> left =
          plan.ids().stream().filter(slice -> !journal.isDone(slice)).toList();
      for (int i = 0; i < left.size(); i++) {
        shares.put(left.get(i), (c + (i + 1.0) / left.size()) / open.size());
        into.accept(slices.read(left.get(i), volume, each.dataset().labels()));
      }
    }
  }

  private RunResult result(Journal journal, List<Case> cases) {
    List<Journal.Entry> lines = new ArrayList<>();
    List<Journal.Entry> volumes = new ArrayList<>();
    List<JournalFormat.Planned> plans = new ArrayList<>();
    for (Case each : cases) {
      journal.planned(each.task(), each.id()).ifPresent(plans::add);
      lines.addAll(journal.slices(each.task(), each.id()));
      journal.volume(each.task(), each.id()).ifPresent(volumes::add);
    }
    List<String> skipped = new ArrayList<>();
    for (Dataset dataset : datasets) {
      dataset
          .skipped()
          .forEach(file -> skipped.add(dataset.name() + ": " + file.file() + ": " + file.reason()));
    }
    return new JournalResult(
        journal.file(),
        journal.description(),
        skipped,
        LabelDifference.warnings(plans),
        lines,
        volumes);
  }

  /** Reports the progress of the run, and its speed. */
  private static final class Report {
    private final Progress progress;
    private final long start = System.nanoTime();
    private int finished;
    private int failed;

    Report(Progress progress) {
      this.progress = progress;
    }

    void slice(SliceRecord slice, double share) {
      finished++;
      failed += slice.failure().isPresent() ? 1 : 0;
      double perSecond = finished / ((System.nanoTime() - start) / NANOS);
      progress.update(
          share,
          String.format(
              Locale.ROOT,
              "%s, %d slices%s, %.2f/s",
              slice.slice(),
              finished,
              failed == 0 ? "" : " (" + failed + " failed)",
              perSecond));
    }
  }
}
