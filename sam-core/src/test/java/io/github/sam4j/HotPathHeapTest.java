// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.automatic.AutomaticMaskGenerator;
import io.github.sam4j.automatic.CandidatePool;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.mask.LowResLogits;
import io.github.sam4j.progress.Progress;
import io.github.sam4j.prompt.Prompt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a prompt takes of the Java heap beside what it returns, for a picture of 1200 × 1800 pixels.
 * The masks of {@link TinySam} are mostly rim: no real ones need longer lists of runs.
 */
final class HotPathHeapTest {
  private static final int WIDTH = 1800;
  private static final int HEIGHT = 1200;
  private static final RgbImage IMAGE = TinySam.image(WIDTH, HEIGHT, 5);
  private static final long BOUND = 64 << 10;

  /** Bits of a mask, 256 × 256 logits, and what arrays have in front. */
  private static final long MASK_BYTES =
      Long.BYTES * HEIGHT * ((WIDTH + 63) / 64) + Float.BYTES * 256 * 256 + 2 * 16;

  @TempDir
  private static Path folder;

  private static SamSegmenter sam;
  private static ImageEmbedding embedding;

  @BeforeAll
  static void load() throws IOException {
    // one lane: how much each keeps doesn't depend on who draws what then
    sam = SamSegmenter.builder(TinySam.model(folder)).workers(1).build();
    embedding = sam.encode(IMAGE);
  }

  @AfterAll
  static void close() {
    embedding.close();
    sam.close();
  }

  private static List<Prompt> points(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Prompt.point(150 + 200 * i, 100 + 130 * i))
        .toList();
  }

  static Stream<List<Prompt>> prompts() {
    LowResLogits earlier = embedding.predict(Prompt.point(9, 9)).best().logits();
    return Stream.of(
        points(1),
        List.of(Prompt.point(700, 500).multimask()),
        List.of(Prompt.point(700, 500).andLogits(earlier)),
        List.of(Prompt.box(200, 100, 1500, 900).andBackground(300, 500)),
        points(8),
        points(8).stream().map(Prompt::multimask).toList());
  }

  @ParameterizedTest
  @MethodSource("prompts")
  void promptTakesLittleHeapBesideItsMasks(List<Prompt> prompts) {
    long masks =
        prompts.stream().mapToLong(prompt -> prompt.isMultimask() ? 3 : 1).sum();

    // what is kept from prompt to prompt
    embedding.predictAll(prompts);

    long bytes = AllocatedHeap.bytes(3, () -> embedding.predictAll(prompts));

    assertThat((bytes - masks * MASK_BYTES) / prompts.size()).isBetween(0L, BOUND);
  }

  @ParameterizedTest(name = "stability of at least {0}")
  @ValueSource(doubles = {0, 1})
  void pointOfAGridTakesLittleHeapBesideWhatIsKept(double stability) {
    CandidatePool.Floor floor = new CandidatePool.Floor(0, stability, List.of(1.0));

    // twice, so that what is taken once for an image is known
    long few = bytesBesideCandidates(2, floor);
    long many = bytesBesideCandidates(5, floor);

    assertThat((many - few) / (5 * 5 - 2 * 2)).isBetween(0L, BOUND);
  }

  private static long bytesBesideCandidates(int pointsPerSide, CandidatePool.Floor floor) {
    AutomaticMaskGenerator generator = sam.automatic().pointsPerSide(pointsPerSide);
    CandidatePool pool = generator.candidates(IMAGE, floor, Progress.none());
    return AllocatedHeap.bytes(1, () -> generator.candidates(IMAGE, floor, Progress.none()))
        - pool.bytes();
  }

  @Test
  void heapIsCountedOnAllThreads() {
    embedding.predict(Prompt.point(9, 9));

    long bytes = AllocatedHeap.bytes(1, () -> embedding.predict(Prompt.point(9, 9)));

    assertThat(bytes).isGreaterThan(MASK_BYTES);
  }
}
