// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.run;

import io.github.sam4j.eval.predictor.SlicePredictor;
import io.github.sam4j.eval.predictor.SlicePredictor.PreparedSlice;
import io.github.sam4j.eval.protocol.Protocol;
import io.github.sam4j.eval.protocol.Protocol.SliceObject;
import io.github.sam4j.eval.result.SliceRecord;
import io.github.sam4j.progress.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * Passes slices through reading, preparation, prediction and scoring, each step on a thread of its
 * own, so that a slice is read and prepared while masks of the one before it are predicted. Few
 * slices are in progress at once, and their order is kept.
 *
 * <p>A slice that fails in a step goes on as a failure; only an error that concerns more than the
 * slice, such as a lack of memory, ends the run.
 */
final class SlicePipeline {
  /** Slices that wait between two steps. */
  private static final int WAITING = 1;

  private final SlicePredictor predictor;
  private final List<Protocol> protocols;
  private final StageThreads threads = new StageThreads();
  private final Handover<SliceWork> read = new Handover<>(WAITING, threads);
  private final Handover<SliceWork> prepared = new Handover<>(WAITING, threads);
  private final Handover<SliceWork> answered = new Handover<>(WAITING, threads);
  private final Handover<SliceRecord> scored = new Handover<>(WAITING, threads);

  SlicePipeline(SlicePredictor predictor, List<Protocol> protocols) {
    this.predictor = predictor;
    this.protocols = protocols;
  }

  /** Reads slices, on a thread of the pipeline. */
  @FunctionalInterface
  interface Source {
    /** Passes on every slice, one after the other; waits while the queue is full. */
    void readInto(Consumer<SliceWork> slices) throws IOException;
  }

  /** Receives results, on the thread that runs the pipeline. */
  @FunctionalInterface
  interface Sink {
    /** Receives the next one. */
    void accept(SliceRecord slice) throws IOException;
  }

  /**
   * Runs until all slices are finished. A pipeline is run once.
   *
   * @param progress checked for cancellation several times a second
   * @throws java.util.concurrent.CancellationException if the progress listener or an interrupt of
   *     this thread ended it; all threads have ended by then
   */
  void run(Source source, Sink sink, Progress progress) throws IOException {
    try {
      threads.start("read", () -> {
        source.readInto(read::put);
        read.end();
      });
      threads.start("prepare", () -> read.forEach(this::prepare, prepared::end));
      threads.start("predict", () -> prepared.forEach(this::predict, answered::end));
      threads.start("score", () -> answered.forEach(this::score, scored::end));
      scored.forEachWatched(sink::accept, progress::checkContinued);
    } catch (IOException | RuntimeException | Error e) {
      stop();
      threads.addFailureTo(e);
      throw e;
    }
    stop();
    threads.throwFailure();
  }

  private void stop() {
    threads.stop();
    // slices in progress when the run ends early still hold native memory
    read.drain().forEach(SliceWork::release);
    prepared.drain().forEach(SliceWork::release);
  }

  private void prepare(SliceWork work) {
    if (work.failure() == null) {
      try {
        work.prepared(
            work.timed("encode", () -> predictor.prepare(Objects.requireNonNull(work.image()))));
      } catch (RuntimeException e) {
        work.fail(e);
      }
    }
    try {
      prepared.put(work);
    } catch (RuntimeException e) {
      work.release();
      throw e;
    }
  }

  private void predict(SliceWork work) {
    PreparedSlice slice = work.prepared();
    if (slice != null) {
      try {
        ask(new RememberedSlice(slice), work);
      } catch (CancellationException e) {
        work.release();
        throw e;
      } catch (RuntimeException e) {
        work.fail(e);
      } finally {
        work.release();
      }
    }
    answered.put(work);
  }

  private void ask(RememberedSlice slice, SliceWork work) {
    Progress progress = threads.progress();
    for (SliceObject object : work.objects()) {
      for (Protocol protocol : protocols) {
        progress.checkContinued();
        List<SliceWork.Answer> answers = new ArrayList<>();
        work.timed(
            protocol.name(),
            () -> answers.add(new SliceWork.Answer(
                object,
                protocol,
                protocol.run(slice.offering(protocol.needs()), object, progress))));
        work.answers().addAll(answers);
      }
    }
  }

  private void score(SliceWork work) {
    SliceRecord record;
    try {
      record = SliceScorer.score(work);
    } catch (RuntimeException e) {
      work.fail(e);
      record = SliceScorer.score(work);
    }
    scored.put(record);
  }
}
