// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.boxes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.mask.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

final class BoxNmsTest {
  private static final long SEED = 700;

  @RepeatedTest(value = 40, name = "seed 700 + {currentRepetition}")
  void keptBoxesEqualThoseOfAPlainSuppression(RepetitionInfo info) {
    Random random = new Random(SEED + info.getCurrentRepetition());
    int count = random.nextInt(80);
    List<Box> boxes = new ArrayList<>();
    float[] scores = new float[count];
    for (int i = 0; i < count; i++) {
      int x0 = random.nextInt(12);
      int y0 = random.nextInt(12);
      // sides of 0 are one pixel wide and have no area here
      boxes.add(new Box(x0, y0, x0 + random.nextInt(10), y0 + random.nextInt(10)));
      // few different scores: many ties
      scores[i] = random.nextInt(8) / 8f;
    }
    double[] thresholds = {0, 0.25, 1.0 / 3, 0.5, 0.7, 1};
    double threshold = thresholds[info.getCurrentRepetition() % thresholds.length];

    assertThat(BoxNms.keep(boxes, scores, threshold)).isEqualTo(plain(boxes, scores, threshold));
  }

  /** Takes the best that is left and drops what overlaps it, until nothing is left. */
  private static List<Integer> plain(List<Box> boxes, float[] scores, double threshold) {
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < boxes.size(); i++) {
      left.add(i);
    }
    List<Integer> kept = new ArrayList<>();
    while (!left.isEmpty()) {
      int best = left.get(0);
      for (int i : left) {
        best = scores[i] > scores[best] ? i : best;
      }
      Box winner = boxes.get(best);
      kept.add(best);
      left.remove(Integer.valueOf(best));
      left.removeIf(i -> overlap(winner, boxes.get(i)) > threshold);
    }
    return kept;
  }

  /** Counts the unit squares between the corners; NaN for two boxes without area. */
  private static float overlap(Box a, Box b) {
    int both = 0;
    int any = 0;
    for (int y = 0; y < 32; y++) {
      for (int x = 0; x < 32; x++) {
        boolean inA = x >= a.x0() && x < a.x1() && y >= a.y0() && y < a.y1();
        boolean inB = x >= b.x0() && x < b.x1() && y >= b.y0() && y < b.y1();
        both += inA && inB ? 1 : 0;
        any += inA || inB ? 1 : 0;
      }
    }
    return (float) both / (float) any;
  }

  @Test
  void bestComesFirstAndEqualScoresKeepTheirOrder() {
    List<Box> apart = List.of(new Box(0, 0, 1, 1), new Box(5, 5, 6, 6), new Box(9, 9, 11, 11));

    assertThat(BoxNms.keep(apart, new float[] {0.5f, 0.9f, 0.5f}, 0.7)).containsExactly(1, 0, 2);
  }

  @Test
  void worseOfTwoEqualBoxesIsDropped() {
    List<Box> boxes = List.of(new Box(0, 0, 4, 4), new Box(0, 0, 4, 4));

    assertThat(BoxNms.keep(boxes, new float[] {0.1f, 0.2f}, 0.7)).containsExactly(1);
  }

  @Test
  void overlapEqualToTheThresholdStays() {
    // 2 of 4 unit squares
    List<Box> boxes = List.of(new Box(0, 0, 4, 1), new Box(0, 0, 2, 1));

    assertThat(BoxNms.keep(boxes, new float[] {2, 1}, 0.5)).containsExactly(0, 1);
    assertThat(BoxNms.keep(boxes, new float[] {2, 1}, 0.49)).containsExactly(0);
  }

  @Test
  void boxesOnePixelWideNeverSuppressEachOther() {
    List<Box> boxes = List.of(new Box(3, 0, 3, 9), new Box(3, 0, 3, 9));

    assertThat(BoxNms.keep(boxes, new float[] {2, 1}, 0)).containsExactly(0, 1);
  }

  @Test
  void droppedBoxSuppressesNothing() {
    // each overlaps the next by 2/3, the first and the last by 1/3 only
    List<Box> chain = List.of(new Box(0, 0, 10, 1), new Box(2, 0, 12, 1), new Box(4, 0, 14, 1));

    assertThat(BoxNms.keep(chain, new float[] {3, 2, 1}, 0.6)).containsExactly(0, 2);
  }

  @Test
  void nothingStaysOfNothing() {
    assertThat(BoxNms.keep(List.of(), new float[0], 0.7)).isEmpty();
  }
}
