package io.github.sam4j.eval.run;

import io.github.sam4j.eval.protocol.Protocol;
import io.github.sam4j.eval.protocol.SliceObject;
import io.github.sam4j.eval.result.SliceRecord;
import io.github.sam4j.eval.segmenter.EncodedSlice;
import io.github.sam4j.eval.segmenter.SliceSegmenter;
import io.github.sam4j.progress.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * Takes slices through reading, encoding, decoding and scoring, each step on a thread of its own,
 * so that a slice is read and encoded while the one before it is decoded. Few slices are under way
 * at once, and they leave in the order in which they came.
 *
 * <p>A slice that fails in a step goes on as a failure; only what isn't about a slice, such as a
 * lack of memory, ends everything.
 */
final class SlicePipeline {
  /** Slices that wait between two steps. */
  private static final int WAITING = 1;

  private final SliceSegmenter segmenter;
  private final List<Protocol> protocols;
  private final StageThreads threads = new StageThreads();
  private final Handover<SliceWork> read = new Handover<>(WAITING, threads);
  private final Handover<SliceWork> encoded = new Handover<>(WAITING, threads);
  private final Handover<SliceWork> decoded = new Handover<>(WAITING, threads);
  private final Handover<SliceRecord> scored = new Handover<>(WAITING, threads);

  SlicePipeline(SliceSegmenter segmenter, List<Protocol> protocols) {
    this.segmenter = segmenter;
    this.protocols = protocols;
  }

  /** Reads slices, on a thread of the pipeline. */
  @FunctionalInterface
  interface Source {
    /** Hands over every slice, one after the other; waits while there is no room. */
    void readInto(Consumer<SliceWork> slices) throws IOException;
  }

  /** Takes results, on the thread that runs the pipeline. */
  @FunctionalInterface
  interface Sink {
    /** Takes the next one. */
    void accept(SliceRecord slice) throws IOException;
  }

  /**
   * Runs until all slices are through. A pipeline is run once.
   *
   * @param progress asked several times a second whether to go on
   * @throws java.util.concurrent.CancellationException if the progress listener or an interrupt of
   *     this thread ended it; all threads have ended by then
   */
  void run(Source source, Sink sink, Progress progress) throws IOException {
    try {
      threads.start("read", () -> {
        source.readInto(read::put);
        read.end();
      });
      threads.start("encode", () -> read.forEach(this::encode, encoded::end));
      threads.start("decode", () -> encoded.forEach(this::decode, decoded::end));
      threads.start("score", () -> decoded.forEach(this::score, scored::end));
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
    // what was under way when the run ended early still holds native memory
    read.drain().forEach(SliceWork::release);
    encoded.drain().forEach(SliceWork::release);
  }

  private void encode(SliceWork work) {
    if (work.failure() == null) {
      try {
        work.encoded(
            work.timed("encode", () -> segmenter.encode(Objects.requireNonNull(work.image()))));
      } catch (RuntimeException e) {
        work.fail(e);
      }
    }
    try {
      encoded.put(work);
    } catch (RuntimeException e) {
      work.release();
      throw e;
    }
  }

  private void decode(SliceWork work) {
    EncodedSlice slice = work.encoded();
    if (slice != null) {
      try {
        ask(new AskedSlice(slice), work);
      } catch (CancellationException e) {
        work.release();
        throw e;
      } catch (RuntimeException e) {
        work.fail(e);
      } finally {
        work.release();
      }
    }
    decoded.put(work);
  }

  private void ask(EncodedSlice slice, SliceWork work) {
    Progress progress = threads.progress();
    for (SliceObject object : work.objects()) {
      for (Protocol protocol : protocols) {
        progress.checkContinued();
        List<SliceWork.Answer> answers = new ArrayList<>();
        work.timed(
            protocol.name(),
            () -> answers.add(
                new SliceWork.Answer(object, protocol, protocol.run(slice, object, progress))));
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
