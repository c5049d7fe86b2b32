package io.github.sam4j.eval.run;

import io.github.sam4j.eval.dataset.Dataset;
import io.github.sam4j.eval.dataset.LabelledCase;
import io.github.sam4j.eval.dataset.LabelledVolume;
import io.github.sam4j.eval.predictor.SlicePredictor;
import io.github.sam4j.eval.result.RunDescription;
import io.github.sam4j.eval.result.RunResult;
import io.github.sam4j.eval.result.SliceId;
import io.github.sam4j.eval.result.SliceRecord;
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
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** One run of an evaluation over data sets. */
final class DatasetRun {
  private static final double NANOS = 1e9;

  private final Evaluation evaluation;
  private final SlicePredictor predictor;
  private final List<Dataset> datasets;
  private final SliceReader slices;

  /** Share of this process's work that is done after a slice; of those that are under way. */
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

    /** Stands for the whole volume where it can't be read. */
    SliceId whole() {
      return new SliceId(task(), id(), 0, 0);
    }
  }

  RunResult run(Path file, JournalUse use, Progress progress) throws IOException {
    RunDescription description =
        Descriptions.of(evaluation, predictor, datasets, progress::checkContinued);
    try (Journal journal = Journal.open(file, description, use == JournalUse.BEGIN_ANEW)) {
      List<Case> cases = new ArrayList<>();
      for (Dataset dataset : datasets) {
        dataset.cases().forEach(one -> cases.add(new Case(dataset, one)));
      }
      List<Case> open = cases.stream().filter(one -> !isDone(journal, one)).toList();
      progress.update(0, cases.size() - open.size() + " of " + cases.size() + " volumes are done");
      Told told = new Told(progress);
      new SlicePipeline(predictor, evaluation.protocols())
          .run(
              into -> read(journal, open, into),
              slice -> {
                add(journal, slice);
                told.slice(slice, Objects.requireNonNull(shares.remove(slice.slice())));
              },
              progress);
      progress.update(1, "all slices");
      return result(journal, cases);
    }
  }

  /** An interrupt while a line is written is a wish to end, not a failure of the disk. */
  private static void add(Journal journal, SliceRecord slice) throws IOException {
    try {
      journal.add(slice);
    } catch (ClosedByInterruptException e) {
      CancellationException cancelled = new CancellationException("interrupted");
      cancelled.initCause(e);
      throw cancelled;
    }
  }

  private static boolean isDone(Journal journal, Case one) {
    return journal
        .planned(one.task(), one.id())
        .filter(plan -> plan.slices().stream().allMatch(slice -> journal.isDone(id(plan, slice))))
        .isPresent();
  }

  private static SliceId id(JournalFormat.Planned plan, int slice) {
    return new SliceId(plan.task(), plan.caseId(), slice, plan.sliceCount());
  }

  private void read(Journal journal, List<Case> open, Consumer<SliceWork> into) throws IOException {
    for (int c = 0; c < open.size(); c++) {
      Case one = open.get(c);
      LabelledVolume volume;
      JournalFormat.Planned plan;
      try {
        volume = evaluation.reader().read(one.dataset(), one.files());
        plan = new JournalFormat.Planned(
            one.task(), one.id(), volume.sliceCount(), slices.slices(volume));
      } catch (IOException | RuntimeException e) {
        shares.put(one.whole(), (c + 1.0) / open.size());
        into.accept(SliceWork.failed(one.whole(), e));
        continue;
      }
      if (journal.planned(one.task(), one.id()).isEmpty()) {
        journal.add(plan);
      }
      List<SliceId> left = plan.slices().stream()
          .map(slice -> id(plan, slice))
          .filter(slice -> !journal.isDone(slice))
          .toList();
      for (int i = 0; i < left.size(); i++) {
        shares.put(left.get(i), (c + (i + 1.0) / left.size()) / open.size());
        into.accept(slices.read(left.get(i), volume, one.dataset().labels()));
      }
    }
  }

  private RunResult result(Journal journal, List<Case> cases) {
    List<Journal.Entry> lines = new ArrayList<>();
    for (Case one : cases) {
      Optional<JournalFormat.Planned> plan = journal.planned(one.task(), one.id());
      List<Journal.Entry> ofCase = plan.stream()
          .flatMap(known -> known.slices().stream().map(slice -> id(known, slice)))
          .flatMap(slice -> journal.entry(slice).stream())
          .toList();
      lines.addAll(ofCase);
      // a volume that could be read once may be unreadable when the run goes on
      if (plan.isEmpty() || ofCase.size() < plan.get().slices().size()) {
        journal.entry(one.whole()).ifPresent(lines::add);
      }
    }
    List<String> skipped = new ArrayList<>();
    for (Dataset dataset : datasets) {
      dataset
          .skipped()
          .forEach(file -> skipped.add(dataset.name() + ": " + file.file() + ": " + file.reason()));
    }
    return new JournalResult(journal.file(), journal.description(), skipped, lines);
  }

  /** Tells how far the run is, and how fast. */
  private static final class Told {
    private final Progress progress;
    private final long start = System.nanoTime();
    private int finished;
    private int failed;

    Told(Progress progress) {
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
