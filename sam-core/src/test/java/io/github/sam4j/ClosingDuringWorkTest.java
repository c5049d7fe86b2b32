// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.automatic.AutomaticMaskSettings;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.model.SamModel;
import io.github.sam4j.progress.Progress;
import io.github.sam4j.prompt.Prompt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Closing while others work: they end with an exception that says what is closed, no crash. */
final class ClosingDuringWorkTest {
  private static final int REPETITIONS = 100;
  private static final RgbImage IMAGE = TinySam.image(96, 80, 3);
  private static final Prompt POINT = Prompt.point(40, 30).multimask();

  @TempDir
  private Path folder;

  /** Work that ends when something that it needs is closed. */
  @FunctionalInterface
  private interface Work {
    void once();
  }

  @Test
  void othersEndWithIllegalState() throws IOException, InterruptedException {
    SamModel model = TinySam.model(folder);
    Random random = new Random(100);
    long before = OrtTensor.outstanding();
    Prediction expected;
    try (SamSegmenter sam = segmenter(model);
        ImageEmbedding embedding = sam.encode(IMAGE)) {
      expected = embedding.predict(POINT);
    }
    for (int i = 0; i < REPETITIONS; i++) {
      Queue<Throwable> wrong = new ConcurrentLinkedQueue<>();
      closeDuringWork(model, expected, random.nextInt(25), /* embedding= */ i % 3 == 0, wrong);

      assertThat(wrong).as("repetition %s", i).isEmpty();
      assertThat(OrtTensor.outstanding()).as("tensors after %s", i).isEqualTo(before);
    }
  }

  private static SamSegmenter segmenter(SamModel model) {
    return SamSegmenter.builder(model).threads(1).workers(2).imagesInFlight(2).build();
  }

  private static void closeDuringWork(
      SamModel model, Prediction expected, int steps, boolean embedding, Queue<Throwable> wrong)
      throws InterruptedException {
    Semaphore done = new Semaphore(0);
    SamSegmenter sam = segmenter(model);
    ImageEmbedding shared = sam.encode(IMAGE);
    AutomaticMaskSettings few =
        AutomaticMaskSettings.defaults().toBuilder().pointsPerSide(3).build();
    List<Thread> threads = new ArrayList<>();
    for (Work work : List.<Work>of(
        () -> encodeAndPrompt(sam, expected),
        () -> check(expected, shared.predict(POINT)),
        () -> shared.predictAll(List.of(POINT, POINT, POINT)),
        () -> shared.automaticMasks(few, Progress.none()),
        shared::toArray)) {
      threads.add(new Thread(() -> repeat(work, done, wrong)));
    }
    threads.forEach(Thread::start);
    done.acquire(steps);
    if (embedding) {
      // those who encode go on until the segmenter is closed, too
      shared.close();
    }
    sam.close();
    for (Thread thread : threads) {
      thread.join();
    }
    shared.close();
  }

  private static void repeat(Work work, Semaphore done, Queue<Throwable> wrong) {
    try {
      while (true) {
        work.once();
        done.release();
      }
    } catch (IllegalStateException e) {
      if (!String.valueOf(e.getMessage()).matches("(SamSegmenter|ImageEmbedding) is closed")) {
        wrong.add(e);
      }
    } catch (RuntimeException | Error e) {
      wrong.add(e);
    } finally {
      // whoever waits for steps that will never come
      done.release(1000);
    }
  }

  private static void encodeAndPrompt(SamSegmenter sam, Prediction expected) {
    try (ImageEmbedding own = sam.encode(IMAGE)) {
      check(expected, own.predict(POINT));
    }
  }

  private static void check(Prediction expected, Prediction found) {
    if (!found.equals(expected)) {
      throw new AssertionError("expected " + expected + ", got " + found);
    }
  }
}
