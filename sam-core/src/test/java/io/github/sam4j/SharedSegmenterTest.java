// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.image.RgbImage;
import io.github.sam4j.prompt.Prompt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many threads on one segmenter get, bit for bit, what one thread gets. */
final class SharedSegmenterTest {
  private static final int THREADS = 8;
  private static final int PROMPTS = 200;
  private static final int WIDTH = 200;
  private static final int HEIGHT = 150;
  private static final RgbImage IMAGE = TinySam.image(WIDTH, HEIGHT, 5);

  @TempDir
  private static Path folder;

  private static SamSegmenter sam;
  private static List<Prompt> prompts;
  private static List<Prediction> expected;

  @BeforeAll
  static void answerOnOneThread() throws IOException {
    sam = segmenter(1);
    prompts = randomPrompts();
    try (ImageEmbedding embedding = sam.encode(IMAGE)) {
      expected = prompts.stream().map(embedding::predict).toList();
    }
  }

  private static SamSegmenter segmenter(int imagesInFlight) throws IOException {
    return SamSegmenter.builder(TinySam.model(folder))
        .threads(2)
        .workers(2)
        .imagesInFlight(imagesInFlight)
        .build();
  }

  private static List<Prompt> randomPrompts() {
    Random random = new Random(8200);
    List<Prompt> all = new ArrayList<>();
    for (int i = 0; i < PROMPTS; i++) {
      double x = random.nextInt(WIDTH - 20);
      double y = random.nextInt(HEIGHT - 20);
      Prompt prompt = i % 3 == 0
          ? Prompt.box(x, y, x + 1 + random.nextInt(19), y + 1 + random.nextInt(19))
          : Prompt.point(x, y);
      prompt = i % 5 == 0 ? prompt.andBackground(random.nextInt(WIDTH), 3) : prompt;
      all.add(i % 2 == 0 ? prompt.multimask() : prompt);
    }
    return all;
  }

  @AfterAll
  static void close() {
    sam.close();
  }

  @Test
  void oneEmbeddingIsPromptedByAllThreads() throws Exception {
    try (ImageEmbedding embedding = sam.encode(IMAGE)) {
      together(thread -> {
        for (int i = 0; i < PROMPTS; i++) {
          int which = (i + thread * PROMPTS / THREADS) % PROMPTS;
          assertSame(embedding, which);
        }
      });
    }
  }

  @Test
  void eachThreadEncodesAndPromptsForItself() throws Exception {
    try (SamSegmenter own = segmenter(3)) {
      together(thread -> {
        try (ImageEmbedding embedding = own.encode(IMAGE)) {
          for (int i = thread % 4; i < PROMPTS; i += 4) {
            assertSame(embedding, i);
          }
        }
      });
    }
  }

  @Test
  void collectionsOfGarbageChangeNothing() throws InterruptedException {
    AtomicBoolean answered = new AtomicBoolean();
    AtomicInteger collections = new AtomicInteger();
    Thread collector = new Thread(() -> {
      while (!answered.get()) {
        JavaCppMemory.collectGarbage();
        collections.incrementAndGet();
      }
    });
    collector.start();
    try (ImageEmbedding embedding = sam.encode(IMAGE)) {
      // each takes as long as a few collections
      for (int i = 0; i < PROMPTS / 4; i++) {
        assertSame(embedding, i);
      }
    } finally {
      answered.set(true);
      collector.join();
    }
    assertThat(collections).hasPositiveValue();
  }

  private static void assertSame(ImageEmbedding embedding, int which) {
    assertThat(embedding.predict(prompts.get(which)))
        .as("prompt %s", which)
        .isEqualTo(expected.get(which));
  }

  /** What a thread does. */
  private interface Work {
    void run(int thread);
  }

  private static void together(Work work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<Boolean>> tasks = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int thread = i;
        tasks.add(() -> {
          work.run(thread);
          return true;
        });
      }
      for (Future<Boolean> done : threads.invokeAll(tasks)) {
        assertThat(done.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
